import { type RawBuilder, sql } from 'kysely';

/** A timestamptz column as ISO 8601 with milliseconds, in UTC, whatever the session's zone: both drivers then agree. */
export function isoMoment(column: string): RawBuilder<string | null> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
