import { type AnswerMaterial, type Standing, tableOf } from './answerMaterial.ts';

/** Fewer reviews than the first say little about a product, fewer than the last nothing. */
const enoughReviews = [10, 5, 3, 1];
/** As many products are all listed; of more the best and the worst. */
const mostListed = 25;
const endProducts = 5;
const asksForEnds =
  /\b(?:best|worst|highest|lowest|better|worse|beste[nrs]?|schlechteste[nrs]?|meilleurs?|pires?|mejor|peor)\b/i;

/** Which product is best and which worst; where the question asks for all of them, a table. */
export function writeRanking(material: AnswerMaterial): string[] {
  const { question, average } = material;
  const ranked = rankedIn(material);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst || best === worst) return [];
  const isLevel = best.average === worst.average;
  const head = isLevel
    ? `The products are level: **${best.name}** and **${worst.name}** both average ${best.said}.`
    : `**${best.name}** is rated best, at ${best.said} on average; **${worst.name}** is rated worst, at ${worst.said}.`;
  const overall = average?.product === '' ? `Over all reviews the average rating is ${average.said}.` : '';
  const ends = [best, worst].map(({ name, line }) => `- **${name}**: ${line}`).join('\n');
  const rows = asksForEnds.test(question) ? ends : rankingTable(material);
  return [head, rows, [choice(ranked, material), overall].filter(Boolean).join(' ')];
}

/** The products as a table, the best first: all, or the ends of those with enough reviews. */
export function rankingTable(material: AnswerMaterial): string {
  const ranked = rankedIn(material);
  const isLong = material.standings.length > mostListed;
  const ends = new Set([...ranked.slice(0, endProducts), ...ranked.slice(-endProducts)]);
  return tableOf(
    ['Product', 'Average rating', 'Negative reviews', 'Share'],
    (isLong ? [...ends] : material.standings).map(({ name, said, counted }) => [
      name,
      said,
      counted?.said ?? '',
      counted?.percent ?? '',
    ]),
  );
}

/** The products with so many reviews that their averages can be compared. */
export function rankedIn({ standings }: AnswerMaterial): Standing[] {
  return standings.filter(({ base }) => base >= leastReviews(standings));
}

function leastReviews(standings: readonly Standing[]): number {
  return enoughReviews.find((least) => standings.filter(({ base }) => base >= least).length > 1) ?? 1;
}

/** How many products there are and which of them are compared. */
function choice(ranked: readonly Standing[], { standings, productCount }: AnswerMaterial): string {
  const least = leastReviews(standings);
  const total = Math.max(productCount, standings.length);
  if (ranked.length === total) return total > 3 ? `That is out of ${total} products.` : '';
  const having = `with at least ${least} reviews`;
  // the list ends with those that have the fewest reviews, so beyond it there may be more only if it is full of them
  const isCut = ranked.length === standings.length && total > standings.length;
  const compared = isCut
    ? `Compared are the ${ranked.length} products with the most reviews, out of ${total}.`
    : `Compared are the ${ranked.length} products ${having}; the other ${total - ranked.length} have fewer.`;
  return least < (enoughReviews[0] ?? 0)
    ? `${compared} Even these have few reviews, so take their averages with care.`
    : compared;
}
