import { capital } from '#server/text/capital.ts';
import type { AnswerMaterial, PromptTheme, Standing } from './answerMaterial.ts';
import { type Tone, toneOf } from './findConcepts.ts';
import type { PromptCount } from './promptFigures.ts';
import { wordsOn } from './quotes.ts';
import type { PromptReview } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { writeSummary } from './writeSummary.ts';

const shownThemes = 5;
const mostProducts = 6;
/** Averages that differ by less are alike. */
const noGap = 0.1;
const largeGap = 1;
/** A theme is one group's if it weighs there so many times as much. */
const mostly = 2;

/** Who is ahead, by how much, and which themes weigh where. */
export function writeComparison(material: AnswerMaterial): string[] {
  if (material.sides.length > 1) return sidesCompared(material);
  const mentions = material.mentions.filter(({ product }) => product === '');
  if (mentions.length > 1) return topicsCompared(mentions, material);
  const { standings } = material;
  const [best, worst] = [standings[0], standings.at(-1)];
  if (!best || !worst || best === worst) return writeSummary(material);
  const gap = best.average - worst.average;
  const lead = gap < noGap ? 'rated like' : gap < largeGap ? 'slightly ahead of' : 'clearly ahead of';
  const head = `**${best.product}** is ${lead} **${worst.product}**:`;
  const products = standings.slice(0, mostProducts).map(({ name, line }) => `- **${name}**: ${line}`);
  const themes = material.themes
    .slice(0, shownThemes)
    .flatMap((theme) =>
      weigh(theme, material, ofProducts).flatMap(({ where, said, quotes }) => [
        `- **${theme.label}** (${where === '' ? 'about equally' : `mostly ${where}`}). ${said}`,
        ...quotes,
      ]),
    );
  return [
    `${head}\n\n${products.join('\n')}`,
    themes.length === 0 ? '' : `What customers speak of, product by product:\n\n${themes.join('\n')}`,
  ];
}

/** Praise and blame: how much of either there is, and what each speaks of. */
function sidesCompared(material: AnswerMaterial): string[] {
  const { sides, average } = material;
  const said = sides.map(({ label, saidInScope }) => `${saidInScope} are ${label}`).join('; ');
  const mean = average ? ` The average rating is ${average.said}.` : '';
  const weighed = material.themes.flatMap((theme) =>
    weigh(theme, material, ofSides).map((one) => ({ ...one, label: theme.label })),
  );
  const lines = (wanted: string) =>
    weighed
      .filter(({ where }) => where === wanted)
      .slice(0, shownThemes)
      .flatMap(({ label, said, quotes }) => [`- **${label}**: ${said}`, ...quotes]);
  const parts = [
    ['Mostly in negative reviews', lines('negative reviews')],
    ['Mostly in positive reviews', lines('positive reviews')],
    ['In both', lines('')],
  ] as const;
  return [
    `${said}.${mean}`,
    ...parts.map(([head, list]) => (list.length === 0 ? '' : `${head}:\n\n${list.join('\n')}`)),
  ];
}

/** Topics instead of products: which is spoken of more, which is liked better, and how. */
function topicsCompared(
  mentions: PromptCount[],
  { reviews, quotesOn, wordStandings }: AnswerMaterial,
): string[] {
  const ranked = mentions
    // the count of any of them says nothing of either
    .filter(({ label }) => !mentions.some((part) => part.label !== label && label.includes(part.label)))
    .map((figure) => {
      const words = figure.label.replace(/^mention /, '');
      const standing = wordStandings.find(({ name }) => name === words);
      return { figure, standing, topic: capital(words.replace(/[“”]/g, '')) };
    })
    .toSorted((a, b) => b.figure.count - a.figure.count);
  const [most, next] = ranked;
  if (!most || !next) return [];
  const lead = most.figure.count === next.figure.count ? 'as often as' : 'more often than';
  const head = `**${most.topic}** is mentioned ${lead} **${next.topic.toLowerCase()}**.`;
  const lines = ranked.flatMap(({ figure, standing, topic }) => {
    const speaking = reviews.filter(({ text }) => speaksOf(stemsOf(text), wordsOn(topic)));
    const quotes = quotesOn(topic, 2, speaking).map(({ signed }) => `  - ${signed}`);
    return [`- **${topic}**: ${figure.saidWithShare}${standing ? `; ${standing.line}` : ''}`, ...quotes];
  });
  return [`${head}${liking(wordStandings)}`, lines.join('\n')];
}

/** Which of the topics those who mention it rate higher. */
function liking(standings: readonly Standing[]): string {
  const [best, worst] = [standings[0], standings.at(-1)];
  if (!best || !worst || best === worst) return '';
  return best.average - worst.average < noGap
    ? ' Both are liked about equally by those who mention them.'
    : ` Those who mention ${best.name} rate higher than those who mention ${worst.name}.`;
}

interface Groups {
  /** The group that a figure counts in; '' where it is none of the comparison. */
  of(figure: PromptCount): string;
  /** Whose words are quoted as that group's. */
  isOf(review: PromptReview, group: string): boolean;
  toneOf(group: string): Tone;
}
const ofProducts: Groups = {
  of: ({ product }) => product,
  isOf: ({ product }, group) => product === group,
  toneOf: () => null,
};
const ofSides: Groups = {
  of: ({ said }) => /(?:negative|positive) reviews/.exec(said)?.[0] ?? '',
  isOf: ({ rating }, group) => rating !== null && (toneOf(group) === 'problem' ? rating <= 2 : rating >= 4),
  toneOf,
};

/** A theme's count for each group, the highest share first, with a quote from there; `where` it mostly is, if so. */
function weigh(theme: PromptTheme, { counts, quotesOn }: AnswerMaterial, groups: Groups) {
  const perGroup = counts
    .filter(({ label }) => label === theme.label)
    .map((figure) => ({ ...figure, group: groups.of(figure) }))
    .filter(({ group }) => group !== '')
    .toSorted((a, b) => b.share - a.share);
  const [most, next] = perGroup;
  if (!most || most.count === 0) return [];
  const isMost = next !== undefined && most.share >= mostly * Math.max(1, next.share);
  const said = perGroup.map(({ product, group, saidWithShare }) =>
    product === group ? `${group}: ${saidWithShare}` : saidWithShare,
  );
  // another product's customer may put it well, the other side's does not
  const quoted = (groups === ofSides ? [true] : [true, false]).flatMap((isOwn) => {
    const reviews = theme.reviews.filter((review) => groups.isOf(review, most.group) === isOwn);
    return reviews.length === 0 ? [] : quotesOn(theme.label, 1, reviews, groups.toneOf(most.group));
  });
  const quotes = quoted
    .slice(0, 1)
    .map(({ said, signed, review }) =>
      groups === ofProducts ? `  - ${review.product ?? 'A customer'}: ${said}` : `  - ${signed}`,
    );
  const where = isMost ? most.group : '';
  return [{ where, said: said.join('; '), quotes }];
}
