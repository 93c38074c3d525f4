import { type RawBuilder, sql } from 'kysely';

/** A JSON list of reviews as the rows `review` of a `from` clause: one parameter, however many there are. */
export function reviewRecords(json: string): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${json}::text::jsonb) as review (
    id text, text text, title text, rating double precision, product text, source text,
    author text, language text, "reviewedAt" timestamptz
  )`;
}
