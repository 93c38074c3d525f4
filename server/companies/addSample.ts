import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { reviewRecords } from '#server/reviews/reviewRecords.ts';
import sampleReviews from '#server/reviews/sampleReviews.json' with { type: 'json' };
import { defaultCompanyId } from '#shared/limits.ts';

export const SAMPLE_NAME = 'Tasklane (sample)';

/** Puts the sample's reviews into its company, beside whatever is there, and answers how many are new. */
export async function addSample(em: Em): Promise<number> {
  const { rows } = await sql<{ added: number | string }>`
    with company as (
      insert into companies (id, name, is_sample) values (${defaultCompanyId}, ${SAMPLE_NAME}, true)
      on conflict (id) do update set is_sample = true,
        name = case when companies.name = companies.id then excluded.name else companies.name end
      returning id
    ), fresh as (
      insert into reviews (company_id, id, text, title, rating, product, source, author, language, reviewed_at)
      select company.id, review.id, review.text, review.title, review.rating, review.product, review.source,
        review.author, review.language, review."reviewedAt"
      from company, ${reviewRecords(JSON.stringify(sampleReviews))}
      on conflict (company_id, id) do nothing
      returning 1
    )
    select count(*) as added from fresh`.execute(em.fork().getKysely());
  return Number(rows[0]?.added ?? 0);
}
