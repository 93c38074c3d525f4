import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pLimit from 'p-limit';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { filterReviews } from './filterReviews.ts';
import { type NotablePhrase, notablePhrasesIn } from './notablePhrasesIn.ts';

/** What a scope's reviews say, and how many reviews were read for it on either side. */
export interface NotablePhrases {
  phrases: NotablePhrase[];
  scopeReviews: number;
  otherReviews: number;
}

/** Read on each side at most; which ones is as good as random, yet always the same. */
const mostTexts = 1_500;
const longestText = 600;
/** Products whose names say nothing about them. */
const mostNames = 100;

/**
 * The phrases that tell the reviews passing `filters` from those that pass all of them but the rating; by frequency
 * where no rating is asked for. A text that occurs twice is read once.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function notablePhrases(
  em: Em,
  companyId: string,
  filters: ReviewFilter,
): Promise<NotablePhrases> {
  const { minRating, maxRating, ...unrated } = filters;
  const { rows, names } = await inCompany(em, companyId, async ({ em, companyId }) => {
    const passes = filterReviews(companyId, filters);
    const others =
      minRating === undefined && maxRating === undefined
        ? sql`false`
        : sql`${filterReviews(companyId, unrated)} and ${passes} is not true`;
    const read = (side: boolean, condition: typeof others) => sql`
      (select ${side}::boolean as in_scope, left(concat_ws('. ', title, text), ${longestText}::integer) as text
       from reviews where ${condition} order by md5(id), id limit ${mostTexts}::integer)`;
    const texts = await sql<{ in_scope: boolean; text: string }>`
      ${read(true, passes)} union all ${read(false, others)}`.execute(em.getKysely());
    const names = await sql<{ name: string }>`
      select name from companies where id = ${companyId}
      union (select product from reviews where company_id = ${companyId} and product is not null
        group by product order by count(*) desc, product limit ${mostNames}::integer)`.execute(
      em.getKysely(),
    );
    return { rows: texts.rows, names: names.rows.map(({ name }) => name) };
  });
  const texts = (side: boolean) => [
    ...new Set(rows.filter((row) => row.in_scope === side).map((row) => row.text)),
  ];
  const [scope, other] = [texts(true), texts(false)];
  return {
    phrases: await remembered([scope, other, names]),
    scopeReviews: scope.length,
    otherReviews: other.length,
  };
}

/** Phrases by the texts they come from: the same reviews are read for question after question. */
const known = new Map<string, Promise<NotablePhrase[]>>();
const mostKnown = 50;
/** One after the other: many at once would take a share of every turn of the loop, and nothing else would come in time. */
const inTurn = pLimit(1);

function remembered(read: [scope: string[], others: string[], names: string[]]): Promise<NotablePhrase[]> {
  const key = createHash('sha256').update(JSON.stringify(read)).digest('base64');
  const phrases = known.get(key) ?? inTurn(() => notablePhrasesIn(...read));
  // set anew, so that the one that was asked for least lately is the first to go
  known.delete(key);
  known.set(key, phrases);
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break;
    known.delete(oldest);
  }
  return phrases;
}
