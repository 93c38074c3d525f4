import type { AnswerMaterial } from './answerMaterial.ts';
import type { PromptCount } from './promptFigures.ts';
import { context } from './writeSummary.ts';

/** Fewer reviews than this say little about a product. */
const fewReviews = 10;
const fewestReviews = 5;
/** So many of the best and of the worst are listed. */
const endProducts = 4;

/** The number that was asked for in a sentence or two, then examples. */
export function writeCount(material: AnswerMaterial): string[] {
  const { question, scope, counts, mentions, standings, share, average } = material;
  if (mentions.length > 0) {
    const bullet = mentions.length > 1 ? '- ' : '';
    const none = ({ count }: PromptCount) => (count === 0 ? 'None do: ' : '');
    const lines = mentions.map((figure) => `${bullet}${none(figure)}${figure.saidInScope} ${figure.label}.`);
    return [lines.join('\n'), examples(material)];
  }
  if (standings.length > 1) return ranking(material);
  const stars = counts.filter(({ label, month }) => /^\d stars?$/.test(label) && month === '');
  if (stars.length === 0 || share === undefined)
    return [context(material).replace(/^(?:Overall|For context), /, ''), examples(material)];
  const list = stars.toReversed().map((figure) => `- **${figure.label}**: ${figure.saidWithShare}`);
  const asksForMean = average && /average|mean|rating/i.test(question);
  const head = asksForMean ? `The average rating is ${average.said}, over` : 'There are';
  return [`${head} ${share.base} ${scope}:`, list.join('\n')];
}

/** Two quotes on what the question names, unless nothing matched it. */
export function examples({ note, topics, quotesOn }: AnswerMaterial): string {
  const quotes = note === null ? quotesOn(topics.join(' '), 2).map(({ said }) => `- ${said}`) : [];
  return quotes.length === 0 ? '' : `For example:\n\n${quotes.join('\n')}`;
}

function ranking({ standings: all, average }: AnswerMaterial): string[] {
  const having = (atLeast: number) => all.filter((standing) => standing.base >= atLeast);
  const standings = [having(fewReviews), having(fewestReviews)].find(({ length }) => length > 1) ?? all;
  const [best, worst] = [standings[0], standings.at(-1)];
  if (!best || !worst) return [];
  const head =
    best.average === worst.average
      ? `The products are level: **${best.product}** and **${worst.product}** both average ${best.said}.`
      : `**${best.product}** is rated best, at ${best.said} on average; **${worst.product}** is rated worst, at ${worst.said}.`;
  const caution = standings.some((standing) => standing.base < fewReviews)
    ? ' No product has many reviews here, so take these averages with care.'
    : '';
  const shown = new Set([...standings.slice(0, endProducts), ...standings.slice(-endProducts)]);
  const overall = average?.product === '' ? `Over all reviews the average rating is ${average.said}.` : '';
  return [`${head}${caution}`, [...shown].map(({ line }) => line).join('\n'), overall];
}
