import type { Figure } from '#shared/figure.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';

interface Page {
  total: number;
  next_cursor: string | null;
  reviews: { rating: number | null }[];
}

/** Lists a filter's reviews as anybody can, by `GET /api/v1/reviews`, page by page. */
export function reviewLister(url: string, companyId: string) {
  const known = new Map<string, Promise<{ total: number; average: number }>>();
  const list = async (filter: ReviewFilter) => {
    const ratings: number[] = [];
    let total = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = queryOf(companyId, filter, cursor);
      const page: Page = await (await fetch(`${url}/api/v1/reviews?${query}`)).json();
      ({ total, next_cursor: cursor } = page);
      ratings.push(...page.reviews.flatMap(({ rating }) => rating ?? []));
    }
    return { total, average: ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length };
  };
  return (filter: ReviewFilter) => {
    const key = JSON.stringify(filter);
    const listed = known.get(key) ?? list(filter);
    known.set(key, listed);
    return listed;
  };
}

function queryOf(companyId: string, filter: ReviewFilter, cursor: string): URLSearchParams {
  const query = new URLSearchParams({ company_id: companyId, limit: '100' });
  const { minRating, maxRating, products = [], reviewIds = [], ...others } = filter;
  const single = { min_rating: minRating, max_rating: maxRating, ...others };
  for (const [name, value] of Object.entries(single)) if (value !== undefined) query.set(name, String(value));
  for (const product of products) query.append('product', product);
  for (const id of reviewIds) query.append('review_id', id);
  if (cursor !== '') query.set('cursor', cursor);
  return query;
}

/** The figures that the list of their own reviews doesn't bear out: count, base and mean rating. */
export async function miscounted(
  figures: readonly Figure[],
  list: ReturnType<typeof reviewLister>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { kind, text, label, filter, count, base, average } of figures) {
    const listed = await list(filter);
    if (listed.total !== count) faults.push(`${text}: ${label} lists ${listed.total}`);
    if (kind === 'average' && listed.average.toFixed(1) !== average?.toFixed(1))
      faults.push(`${text}: ${label} lists ${listed.average}`);
    if (kind === 'average' || filter.reviewIds) continue;
    const { terms: _terms, ...unworded } = filter;
    const { minRating: _min, maxRating: _max, ...unrated } = filter;
    const { terms: _words, ...whole } = unrated;
    const bases = await Promise.all([unworded, unrated, whole].map(list));
    if (!bases.some(({ total }) => total === base)) faults.push(`${text}: ${label} has another base`);
  }
  return faults;
}
