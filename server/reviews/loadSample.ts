import { sql } from 'kysely';
import { SAMPLE_NAME } from '#server/companies/addSample.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { defaultCompanyId } from '#shared/limits.ts';
import { reviewRecords } from './reviewRecords.ts';
import sampleReviews from './sampleReviews.json' with { type: 'json' };

/**
 * Loads the sample company with its reviews unless a company of that id exists; answers whether it did.
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
    from company, ${reviewRecords(JSON.stringify(sampleReviews))}
    returning 1`.execute(em.fork().getKysely());
  return rows.length > 0;
}
