import type { AnswerMaterial, PromptTheme } from './answerMaterial.ts';
import type { PromptCount } from './promptFigures.ts';
import { wordsOn } from './quotes.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { writeSummary } from './writeSummary.ts';

const shownThemes = 5;
const mostProducts = 6;

/** Who is ahead, by how much, and which themes weigh where. */
export function writeComparison(material: AnswerMaterial): string[] {
  const { standings } = material;
  const mentions = material.mentions.filter(({ product }) => product === '');
  if (mentions.length > 1) return topicsCompared(mentions, material);
  const [best, worst] = [standings[0], standings.at(-1)];
  if (!best || !worst || best === worst) return writeSummary(material);
  const gap = best.average - worst.average;
  const lead = gap < 0.1 ? 'rated like' : gap < 1 ? 'slightly ahead of' : 'clearly ahead of';
  const head = `**${best.product}** is ${lead} **${worst.product}**:`;
  const products = standings.slice(0, mostProducts).map(({ line }) => line);
  const themes = material.themes.slice(0, shownThemes).flatMap((theme) => themeLines(theme, material));
  return [
    `${head}\n\n${products.join('\n')}`,
    themes.length === 0 ? '' : `What customers speak of, product by product:\n\n${themes.join('\n')}`,
  ];
}

/** Topics instead of products: which is spoken of more, and how. */
function topicsCompared(mentions: PromptCount[], { reviews, quotesOn }: AnswerMaterial): string[] {
  const ranked = mentions
    // the count of any of them says nothing of either
    .filter(({ label }) => !mentions.some((part) => part.label !== label && label.includes(part.label)))
    .map((figure) => ({ figure, topic: figure.label.replace(/^mention |[“”]/g, '') }))
    .toSorted((a, b) => b.figure.count - a.figure.count);
  const [most, next] = ranked;
  if (!most || !next) return [];
  const lead = most.figure.count === next.figure.count ? 'as often as' : 'more often than';
  const head = `**${most.topic}** is mentioned ${lead} **${next.topic}**.`;
  const lines = ranked.flatMap(({ figure, topic }) => {
    const speaking = reviews.filter(({ text }) => speaksOf(stemsOf(text), wordsOn(topic)));
    const quotes = quotesOn(topic, 2, speaking).map(({ signed }) => `  - ${signed}`);
    return [`- **${topic}**: ${figure.saidWithShare}`, ...quotes];
  });
  return [head, lines.join('\n')];
}

/** A theme's count for each product, the highest share first, and a quote. */
function themeLines(theme: PromptTheme, { counts, quotesOn }: AnswerMaterial): string[] {
  const perProduct = counts
    .filter(({ label, product }) => label === theme.label && product !== '')
    .toSorted((a, b) => b.share - a.share);
  const [most, next] = perProduct;
  if (!most || most.count === 0) return [];
  const isMost = next && most.share >= 2 * Math.max(1, next.share);
  const weighs = isMost ? `mostly ${most.product}` : 'about equally';
  const said = perProduct.map((figure) => `${figure.product}: ${figure.saidWithShare}`);
  const ofMost = theme.reviews.filter(({ product }) => product === most.product);
  const quotes = quotesOn(theme.label, 1, [...new Set([...ofMost, ...theme.reviews])]);
  return [
    `- **${theme.label}** (${weighs}). ${said.join('; ')}`,
    ...quotes.map(({ said, review }) => `  - ${review.product ?? 'A customer'}: ${said}`),
  ];
}
