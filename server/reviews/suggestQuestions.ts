import type { Em } from '#server/db/openDatabase.ts';
import { capital } from '#server/text/capital.ts';
import { formatCount } from '#shared/money.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { Suggestion } from '#shared/suggestion.ts';
import { countReviews, type ReviewCounts } from './countReviews.ts';
import { notablePhrases } from './notablePhrases.ts';
import { reviewsOverview } from './reviewsOverview.ts';

const mostPhrases = 3;
/** The best of so many. */
const mostCandidates = 12;
/** A phrase that the other reviews have at so much of the rate of the negative ones is no complaint. */
const mostOthersRate = 0.2;
const fewestNegative = 3;
const negative = { maxRating: 2 };
const positive = { minRating: 4 };

interface Known {
  /** What the reviews were like when the questions were made. */
  stamp: string;
  questions: Promise<Suggestion[]>;
}
/** By company: the same reviews suggest the same questions. */
const known = new Map<string, Known>();
const mostKnown = 100;

/**
 * At most six questions that a company's own reviews suggest: what stands out in the negative ones, the product with
 * most of them, what is praised; each with how many reviews are behind it. None where there are no reviews.
 * @throws AppError `company-not-found`
 */
export async function suggestQuestions(em: Em, companyId: string): Promise<Suggestion[]> {
  const { reviews, ...overview } = await reviewsOverview(em, companyId);
  if (reviews === 0) return [];
  const stamp = JSON.stringify({ reviews, ...overview });
  const before = known.get(companyId);
  if (before?.stamp === stamp) return before.questions;
  const questions = makeQuestions(em, companyId);
  known.delete(companyId);
  known.set(companyId, { stamp, questions });
  // what failed is not worth remembering
  questions.catch(() => known.delete(companyId));
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break;
    known.delete(oldest);
  }
  return questions;
}

async function makeQuestions(em: Em, companyId: string): Promise<Suggestion[]> {
  const products = await countReviews(em, companyId, { filters: {}, only: negative, groupBy: 'product' });
  const praise = await countReviews(em, companyId, { filters: positive });
  const all: Suggestion[] = [
    {
      label: 'Product gaps',
      question: 'What are the top product gaps from negative reviews?',
      count: products.count,
      noun: nounOf('negative', products.count),
      filter: negative,
    },
    ...(await complaints(em, companyId)),
    ...worstProduct(products.groups),
    {
      label: 'Praise',
      question: 'What do happy customers praise?',
      count: praise.count,
      noun: nounOf('positive', praise.count),
      filter: positive,
    },
  ];
  return all.filter(({ count }) => count > 0);
}

/** What stands out in the negative reviews, by exact count; of two that mostly the same reviews say, the first. */
async function complaints(em: Em, companyId: string): Promise<Suggestion[]> {
  const { phrases, scopeReviews, otherReviews } = await notablePhrases(em, companyId, negative);
  const counted = async (filters: ReviewFilter, terms: string[]) =>
    terms.length === 0
      ? []
      : (await countReviews(em, companyId, { filters, terms, groupBy: 'theme' })).groups;
  const telling = phrases
    .filter(
      ({ inScope, others }) =>
        inScope >= fewestNegative && others * scopeReviews <= mostOthersRate * inScope * otherReviews,
    )
    .slice(0, mostCandidates)
    .map(({ phrase }) => ({ phrase, terms: `"${phrase.replaceAll('"', ' ')}"` }));
  const groups = await counted(
    negative,
    telling.map(({ terms }) => terms),
  );
  let left = telling.map((one, at) => ({ ...one, count: groups[at]?.count ?? 0 }));
  const chosen: Suggestion[] = [];
  while (chosen.length < mostPhrases) {
    const [next, ...others] = left;
    if (!next) break;
    const filter = { ...negative, terms: next.terms };
    chosen.push({
      label: capital(next.phrase),
      question: `What do negative reviews say about “${next.phrase}”?`,
      count: next.count,
      noun: nounOf('negative', next.count),
      filter,
    });
    const shared = await counted(
      filter,
      others.map(({ terms }) => terms),
    );
    left = others.filter(({ count }, at) => (shared[at]?.count ?? 0) < count / 2);
  }
  return chosen;
}

/** The product with the largest share of negative reviews, among those with more than a handful. */
function worstProduct(groups: ReviewCounts['groups']): Suggestion[] {
  const [worst] = groups
    .filter(({ count }) => count >= fewestNegative)
    .toSorted((a, b) => b.count / b.base - a.count / a.base);
  if (!worst || groups.length < 2) return [];
  return [
    {
      label: worst.key,
      question: `What do customers dislike about ${worst.key}?`,
      count: worst.count,
      noun: `of ${formatCount(worst.base)} negative`,
      filter: { ...negative, products: [worst.key] },
    },
  ];
}

const nounOf = (tone: string, count: number) => `${tone} ${count === 1 ? 'review' : 'reviews'}`;
