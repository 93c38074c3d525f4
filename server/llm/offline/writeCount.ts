import type { AnswerMaterial } from './answerMaterial.ts';
import { productStandings, standingLine } from './productStandings.ts';
import { type PromptFigure, said, saidInScope, saidWithShare } from './promptFigures.ts';
import { questionTopics } from './questionTopics.ts';
import { quoteTopic } from './quoteFrom.ts';
import { quotesFrom } from './quoteLines.ts';
import { context } from './writeSummary.ts';

/** Fewer reviews than this say little about a product. */
const fewReviews = 10;
const fewestReviews = 5;

/** The number that was asked for in a sentence or two, then examples. */
export function writeCount(material: AnswerMaterial): string[] {
  const { figures, share, average } = material;
  const mentions = figures.filter(
    ({ label, month, product, count }) =>
      label.startsWith('mention ') &&
      month === null &&
      count !== null &&
      (product === null || material.scope.includes(product)),
  );
  const standings = productStandings(figures);
  if (standings.length > 1 && mentions.length === 0) return ranking(material);
  if (mentions.length === 1) return [...mentions.map(mention), examples(material)];
  if (mentions.length > 1)
    return [mentions.map((figure) => `- ${mention(figure)}`).join('\n'), examples(material)];
  const stars = figures.filter(({ label, month }) => /^\d stars?$/.test(label) && month === null);
  if (stars.length > 0 && share !== null) {
    const list = stars.toReversed().map((figure) => `- **${figure.label}**: ${saidWithShare(figure)}`);
    const total = `There are ${share.base} ${material.scope}`;
    const mean =
      average === null
        ? total
        : `The average rating is ${said(average)}, over ${share.base} ${material.scope}`;
    return [`${/average|mean|rating/i.test(material.question) ? mean : total}:`, list.join('\n')];
  }
  return [context(material).replace(/^(?:Overall|For context), /, ''), examples(material)];
}

function mention(figure: PromptFigure): string {
  return `${figure.count === 0 ? 'None do: ' : ''}${saidInScope(figure)} ${figure.label}.`;
}

function examples(material: AnswerMaterial): string {
  if (material.note !== null) return '';
  const topic = quoteTopic(questionTopics(material.question).join(' '), material.tone);
  const quotes = quotesFrom(material.reviews, { topic, count: 2, used: [] });
  return quotes.length === 0 ? '' : `For example:\n\n${quotes.map((quote) => `- ${quote.said}`).join('\n')}`;
}

function ranking(material: AnswerMaterial): string[] {
  const all = productStandings(material.figures);
  const having = (atLeast: number) => all.filter(({ average }) => average.base >= atLeast);
  const standings = [having(fewReviews), having(fewestReviews)].find(({ length }) => length > 1) ?? all;
  const [best, worst] = [standings[0], standings.at(-1)];
  if (!best || !worst) return [];
  const level = best.average.average === worst.average.average;
  const head = level
    ? `The products are level: **${best.product}** and **${worst.product}** both average ${said(best.average)}.`
    : `**${best.product}** is rated best, at ${said(best.average)} on average; **${worst.product}** is rated worst, at ${said(worst.average)}.`;
  const caution = standings.some(({ average }) => average.base < fewReviews)
    ? ' No product has many reviews here, so take these averages with care.'
    : '';
  const overall =
    material.average === null || material.average.product !== null
      ? ''
      : `Over all reviews the average rating is ${said(material.average)}.`;
  const shown = standings.length <= 8 ? standings : [...standings.slice(0, 4), ...standings.slice(-4)];
  return [`${head}${caution}`, shown.map(standingLine).join('\n'), overall];
}
