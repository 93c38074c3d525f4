import { formatCount } from '#shared/money.ts';
import type { AnswerMaterial } from './answerMaterial.ts';
import type { PromptCount } from './promptFigures.ts';
import { writeRanking } from './writeRanking.ts';
import { context } from './writeSummary.ts';

const mostProducts = 8;

/** The number that was asked for in a sentence or two, then examples. */
export function writeCount(material: AnswerMaterial): string[] {
  const { question, scope, counts, mentions, standings, share, average } = material;
  if (mentions.length > 0) {
    const bullet = mentions.length > 1 ? '- ' : '';
    const none = ({ count }: PromptCount) => (count === 0 ? 'None do: ' : '');
    const lines = mentions.map((figure) => `${bullet}${none(figure)}${figure.saidInScope} ${figure.label}.`);
    return [lines.join('\n'), byProduct(material), examples(material)];
  }
  if (standings.length > 1) return writeRanking(material);
  const stars = counts.filter(({ label, month }) => /^\d stars?$/.test(label) && month === '');
  if (stars.length === 0 || share === undefined)
    return [context(material).replace(/^(?:Overall|For context), /, ''), examples(material)];
  const list = stars.toReversed().map((figure) => `- **${figure.label}**: ${figure.saidWithShare}`);
  const asksForMean = average && /average|mean|rating/i.test(question);
  const head = asksForMean ? `The average rating is ${average.said}, over` : 'There are';
  return [`${head} ${formatCount(share.base)} ${scope}:`, list.join('\n')];
}

/** Where the words occur most, by share, if that was counted. */
function byProduct({ counts }: AnswerMaterial): string {
  const mentions = counts.filter(({ label, product }) => label.startsWith('mention ') && product !== '');
  const shown = mentions.toSorted((a, b) => b.share - a.share || b.count - a.count).slice(0, mostProducts);
  return shown.length < 2
    ? ''
    : shown.map(({ product, saidWithShare }) => `- **${product}**: ${saidWithShare}`).join('\n');
}

/** Two quotes on what the question names, unless nothing matched it. */
export function examples({ note, topics, quotesOn }: AnswerMaterial): string {
  const quotes = note === null ? quotesOn(topics.join(' '), 2).map(({ said }) => `- ${said}`) : [];
  return quotes.length === 0 ? '' : `For example:\n\n${quotes.join('\n')}`;
}
