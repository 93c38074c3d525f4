import type { AnswerMaterial } from './answerMaterial.ts';
import { productStandings, standingLine } from './productStandings.ts';
import { type PromptFigure, type PromptTheme, saidWithShare } from './promptFigures.ts';
import { isAbout, quoteTopic } from './quoteFrom.ts';
import { attribution, quotesFrom } from './quoteLines.ts';
import { writeSummary } from './writeSummary.ts';

const shownThemes = 5;
const mostProducts = 6;

/** Who is ahead, by how much, and which themes weigh where. */
export function writeComparison(material: AnswerMaterial): string[] {
  const standings = productStandings(material.figures);
  const mentions = material.figures.filter(
    ({ label, product }) => label.startsWith('mention ') && product === null,
  );
  const [best, worst] = [standings[0], standings.at(-1)];
  if (mentions.length > 1) return topicsCompared(mentions, material);
  if (!best || !worst || best === worst) return writeSummary(material);
  const gap = (best.average.average ?? 0) - (worst.average.average ?? 0);
  const head =
    gap < 0.1
      ? `**${best.product}** and **${worst.product}** are rated alike:`
      : `**${best.product}** is ${gap >= 1 ? 'clearly' : 'slightly'} ahead of **${worst.product}**:`;
  const used: Set<string>[] = [];
  const lines = material.themes.slice(0, shownThemes).map((theme) => themeLine(theme, material, used));
  const themes = lines.filter((line) => line !== '');
  return [
    `${head}\n\n${standings.slice(0, mostProducts).map(standingLine).join('\n')}`,
    themes.length === 0 ? '' : `What customers speak of, product by product:\n\n${themes.join('\n')}`,
  ];
}

/** Topics instead of products: which is spoken of more, and how. */
function topicsCompared(mentions: readonly PromptFigure[], { reviews }: AnswerMaterial): string[] {
  // the count of any of them says nothing of either
  const single = mentions.filter(
    ({ label }) => !mentions.some((part) => part.label !== label && label.includes(part.label)),
  );
  const ranked = single.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const used: Set<string>[] = [];
  const topicOf = ({ label }: PromptFigure) => label.replace(/^mention /, '').replace(/[“”]/g, '');
  const lines = ranked.map((figure) => {
    const topic = quoteTopic(topicOf(figure));
    const about = reviews.filter((review) => isAbout(review, topic));
    const quotes = quotesFrom(about, { topic, count: 2, used }).map(
      ({ said, review }) => `  - ${said} (${attribution(review)})`,
    );
    return [`- **${topicOf(figure)}**: ${saidWithShare(figure)}`, ...quotes].join('\n');
  });
  const [most, next] = ranked;
  if (!most || !next) return [];
  const head =
    most.count === next.count
      ? `**${topicOf(most)}** and **${topicOf(next)}** are mentioned equally often.`
      : `**${topicOf(most)}** is mentioned more often than **${topicOf(next)}**.`;
  return [head, lines.join('\n')];
}

function themeLine(theme: PromptTheme, { figures, reviews }: AnswerMaterial, used: Set<string>[]): string {
  const perProduct = figures
    .filter(
      (figure): figure is PromptFigure & { product: string } =>
        figure.label === theme.label && figure.product !== null && figure.count !== null,
    )
    .toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const [most, next] = perProduct;
  if (!most || most.count === 0) return '';
  const weighs =
    next && (most.share ?? 0) >= 2 * Math.max(1, next.share ?? 0)
      ? `mostly ${most.product}`
      : `about equally`;
  const counts = perProduct.map((figure) => `${figure.product}: ${saidWithShare(figure)}`);
  const own = reviews
    .filter(({ n }) => theme.reviews.includes(n))
    .toSorted((a, b) => Number(b.product === most.product) - Number(a.product === most.product));
  const quotes = quotesFrom(own, { topic: quoteTopic(theme.label), count: 1, used });
  return [
    `- **${theme.label}** (${weighs}). ${counts.join('; ')}`,
    ...quotes.map(({ said, review }) => `  - ${review.product ?? 'A customer'}: ${said}`),
  ].join('\n');
}
