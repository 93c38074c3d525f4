import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import sampleReviews from '#server/reviews/sampleReviews.json' with { type: 'json' };
import { defaultCompanyId } from '#shared/limits.ts';
import { SAMPLE_NAME } from './addSample.ts';

/**
 * Takes the sample's reviews out of its company and answers how many it was. The company stays, with whatever was
 * imported into it and said about it, so no restart loads the sample again.
 * @throws AppError `sample-not-there`
 */
export async function removeSample(em: Em): Promise<number> {
  const ids = sampleReviews.map(({ id }) => id);
  const { rows } = await sql<{ was_sample: boolean; removed: number | string }>`
    with company as (
      update companies set is_sample = false, name = case when name = ${SAMPLE_NAME} then id else name end
      where id = ${defaultCompanyId} and is_sample returning id
    ), gone as (
      delete from reviews using company
      where company_id = company.id and import_id is null
        and reviews.id in (select * from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))
      returning 1
    )
    select exists (select from company) as was_sample, (select count(*) from gone) as removed`.execute(
    em.fork().getKysely(),
  );
  if (!rows[0]?.was_sample)
    throw new AppError('sample-not-there', 'The sample is not here, so there is nothing to remove.', {
      status: 404,
    });
  return Number(rows[0].removed);
}
