import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { filterReviews } from './filterReviews.ts';
import { distinctHits, FETCHED_PER_HIT, type HitRow, hitColumns } from './hitRow.ts';
import type { ReviewHit, ReviewQuery } from './reviewHit.ts';
import { searchWords, unspacedWords } from './searchWords.ts';
import { spreadReviews } from './spreadReviews.ts';

/** Results of one search, whatever the caller asks for. */
const MAX_HITS = 200;
/** Reviews whose words are looked at for closeness: to rank all that have a common word takes seconds. */
const CANDIDATES = 1_000;

/**
 * Reviews that contain any of the query's words (by their English stems), those with the rarest and the most of
 * them first, then by closeness of the words, then newest; none twice with the same text. The filter always holds.
 * An empty query means every review that passes the filter, spread; one of stop words only finds nothing.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function searchReviews(em: Em, companyId: string, query: ReviewQuery): Promise<ReviewHit[]> {
  if (query.query.trim() === '') return spreadReviews(em, companyId, query, query.limit);
  const words = searchWords(query.query);
  if (words.length === 0) return [];
  const limit = Math.max(0, Math.min(query.limit, MAX_HITS));
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const passes = filterReviews(companyId, query);
    // the index does not know parts of an unspaced run; such words are looked for in the text itself
    const unspaced = unspacedWords(query.query).map((word) => sql`(${word}::text)`);
    const inText =
      unspaced.length === 0
        ? sql``
        : sql`union all
          select id, word, reviewed_at from reviews join (values ${sql.join(unspaced)}) as unspaced (word)
            on position(word in lower(text)) > 0
          where ${passes}`;
    const { rows } = await sql<HitRow>`
      with terms as materialized (
        select lexeme, to_tsquery('simple', quote_literal(lexeme)) as term
        from unnest(to_tsvector('english', ${words.join(' ')}::text))
      ), found as materialized (
        select id as found_id, lexeme, reviewed_at from reviews join terms on search @@ term where ${passes}
        ${inText}
      ), weights as (
        select lexeme, ln(1 + sum(count(*)) over () / count(*))::double precision as weight from found group by lexeme
      ), best as (
        select found_id, sum(weight) as score from found join weights using (lexeme)
        group by found_id order by score desc, max(found.reviewed_at) desc nulls last, found_id
        limit ${CANDIDATES}
      )
      select ${hitColumns}
      from best join reviews on company_id = ${companyId} and id = found_id
      order by score desc,
        ts_rank_cd(search, (select string_agg(quote_literal(lexeme), ' | ')::tsquery from terms)) desc,
        reviews.reviewed_at desc nulls last, id
      limit ${FETCHED_PER_HIT * limit}`.execute(em.getKysely());
    return distinctHits(rows, limit);
  });
}
