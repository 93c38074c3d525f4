import { type RawBuilder, sql } from 'kysely';

/**
 * What a person wrote to search by, as PostgreSQL reads it: `slow or "log in" -battery`. A dash that excludes nothing is
 * left out: PostgreSQL nests one "not" in the other, and gives up after some tens of them.
 */
export function searchExpression(terms: string): RawBuilder<unknown> {
  return sql`websearch_to_tsquery('english', ${terms.replace(/-(?![\p{L}\p{N}"])/gu, ' ')})`;
}
