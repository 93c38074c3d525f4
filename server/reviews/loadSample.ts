import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { defaultCompanyId } from '#shared/limits.ts';
import sampleReviews from './sampleReviews.json' with { type: 'json' };

const SAMPLE_NAME = 'Tasklane (sample)';

/**
 * Loads the sample company with its 150 reviews unless a company of that id exists; answers whether it did.
 * One statement, so that a process that dies here leaves no company without reviews.
 */
export async function loadSample(em: Em): Promise<boolean> {
  const { rows } = await sql`
    with company as (
      insert into companies (id, name, is_sample) values (${defaultCompanyId}, ${SAMPLE_NAME}, true)
      on conflict (id) do nothing
      returning id
    )
    insert into reviews (company_id, id, text, title, rating, product, source, author, language, reviewed_at)
    select company.id, review.id, review.text, review.title, review.rating, review.product, review.source,
      review.author, review.language, review."reviewedAt"
    from company, jsonb_to_recordset(${JSON.stringify(sampleReviews)}::text::jsonb) as review (
      id text, text text, title text, rating double precision, product text, source text,
      author text, language text, "reviewedAt" timestamptz
    )
    returning 1`.execute(em.fork().getKysely());
  return rows.length > 0;
}
