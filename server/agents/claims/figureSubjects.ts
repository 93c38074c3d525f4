import type { Figure } from '#shared/figure.ts';
import { termsInWords } from '../scopeNoun.ts';

const dimensions = ['theme', 'product', 'month', 'stars'] as const;
type Dimension = (typeof dimensions)[number];

/** What a figure is told apart by: its theme, its product, its month, its stars; null where it has none. */
export type Subject = Record<Dimension, string | null>;

interface Mention {
  dimension: Dimension;
  key: string;
  from: number;
  to: number;
}

/** What is spoken of where a claim stands. */
export interface Spoken {
  keys: Subject;
  /** Dimensions named right in front of the claim: "Crashes with 29 of 145". */
  bound: ReadonlySet<Dimension>;
  /** Units of the text behind the claim up to the end of what was found there. */
  usedBehind: number;
}

/** The text around a claim, nearest first. */
export interface Surroundings {
  /** Since the last claim on the line. */
  front: string;
  /** Up to the next comma, bracket or number. */
  back: string;
  /** The whole line in front. */
  line: string;
  /** The heading or list item that it stands under. */
  above: string;
}

const shown = 0.75;
const generic = new Set(
  'average rating review reviews negative positive star stars mention the and all with since for from like too few'
    .split(' ')
    .map((word) => word.slice(0, 5)),
);
const plainLabel = /^(?:negative|positive|all|\d[- ]stars?|rated \d to \d|average rating of .*)$/i;
const starWords = ['one', 'two', 'three', 'four', 'five'];
const boundTo = /^[*_`\s,:(–—|-]*(?:[^\s.,;:!?()]+\s+){0,4}[*_(]*$/u;

/** Knows the subjects of an answer's figures and finds where a text names them. */
export function createSubjects(figures: readonly Figure[]) {
  const subjects = new Map(figures.map((figure) => [figure, subjectOf(figure)]));
  const keysOf = (dimension: Dimension) =>
    [...new Set([...subjects.values()].map((subject) => subject[dimension]))].filter((key) => key !== null);
  const themes = keysOf('theme').map((key) => ({ key, phrases: phrasesOf(key) }));
  const products = keysOf('product')
    .map((key) => ({ key, name: nameIn(key), words: wordsOf(key).map(({ word }) => word) }))
    // a name that goes on where another ends is the one that is meant
    .toSorted((a, b) => b.key.length - a.key.length);
  const months = keysOf('month');

  const mentionsIn = (text: string): Mention[] => {
    const words = wordsOf(text);
    const themed = themes.flatMap(({ key, phrases }) =>
      phrases.flatMap((phrase) =>
        places(words, phrase).map((place) => ({ dimension: 'theme' as const, key, ...place })),
      ),
    );
    const named: Mention[] = [];
    const name = (key: string, found: readonly { from: number; to: number }[]) => {
      for (const { from, to } of found)
        if (!named.some((other) => other.from < to && from < other.to))
          named.push({ dimension: 'product', key, from, to });
    };
    for (const product of products)
      name(
        product.key,
        [...text.matchAll(product.name)].map(({ index, 0: own }) => ({
          from: index,
          to: index + own.length,
        })),
      );
    for (const product of products) name(product.key, places(words, product.words));
    // "Slow mobile app" is a theme and does not name the product
    const isNoTheme = ({ from, to }: Mention) =>
      !themed.some((theme) => theme.from <= from && to <= theme.to);
    const starred = [...text.matchAll(/\b([1-5]|one|two|three|four|five)[- ]stars?\b/gi)].map((match) => ({
      dimension: 'stars' as const,
      key: String(starWords.indexOf((match[1] ?? '').toLowerCase()) + 1 || match[1]),
      from: match.index,
      to: match.index + match[0].length,
    }));
    return [...themed, ...named.filter(isNoTheme), ...monthsIn(text, months), ...starred].toSorted(
      (a, b) => a.to - b.to,
    );
  };

  return {
    of: (figure: Figure): Subject => subjects.get(figure) ?? subjectOf(figure),
    /** Whether a text names the figure's theme, or at least a word of it. */
    touches(figure: Figure, text: string): boolean {
      const { theme } = subjects.get(figure) ?? subjectOf(figure);
      const words = new Set(wordsOf(text).map(({ word }) => word));
      return theme !== null && phrasesOf(theme).some((phrase) => phrase.some((word) => words.has(word)));
    },
    /** Whether a text names everything that the figure is told apart by, and nothing else later. */
    isNamed(figure: Figure, text: string): boolean {
      const subject = subjects.get(figure) ?? subjectOf(figure);
      const named = dimensions.filter((dimension) => subject[dimension] !== null);
      const mentions = mentionsIn(text);
      return (
        named.length > 0 &&
        named.every(
          (dimension) =>
            mentions.findLast((mention) => mention.dimension === dimension)?.key === subject[dimension],
        )
      );
    },
    /** What is named nearest to a claim, by dimension. */
    spokenOf({ front, back, line, above }: Surroundings): Spoken {
      const keys: Subject = { theme: null, product: null, month: null, stars: null };
      const bound = new Set<Dimension>();
      const inFront = mentionsIn(front);
      const behind = mentionsIn(back);
      const before = mentionsIn(line);
      const over = mentionsIn(above);
      let usedBehind = 0;
      for (const dimension of dimensions) {
        const own = (mention: Mention) => mention.dimension === dimension;
        const near = inFront.findLast(own);
        const next = behind.find(own);
        keys[dimension] = (near ?? next ?? before.findLast(own) ?? over.findLast(own))?.key ?? null;
        if (near && boundTo.test(front.slice(near.to))) bound.add(dimension);
        if (!near && next) usedBehind = Math.max(usedBehind, next.to);
      }
      return { keys, bound, usedBehind };
    },
  };
}

function subjectOf({ label, filter }: Figure): Subject {
  const { products, since, until, minRating, maxRating, terms } = filter;
  const words = terms === undefined ? null : `mention ${termsInWords(terms)}`;
  const month = since?.slice(0, 7) ?? null;
  return {
    theme: plainLabel.test(label) ? words : label,
    product: products?.length === 1 ? (products[0] ?? null) : null,
    month: month !== null && until?.startsWith(month) ? month : null,
    stars: minRating !== undefined && minRating === maxRating ? String(minRating) : null,
  };
}

/** The words of a label that have to be met, by alternatives: any of the words that were looked for will do. */
function phrasesOf(label: string): string[][] {
  const alternatives = label.startsWith('mention ')
    ? [...label.matchAll(/“([^”]+)”/g)].map(([, term]) => term ?? '')
    : [label];
  return alternatives
    .map((text) => wordsOf(text).map(({ word }) => word))
    .map((words) => {
      const own = words.filter((word) => !generic.has(word));
      return own.length > 0 ? own : words;
    })
    .filter((words) => words.length > 0);
}

/** Words by their first five letters: near enough to compare a label with a sentence. */
function wordsOf(text: string): { word: string; from: number; to: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]{3,}/gu)].map((match) => ({
    word: match[0].toLowerCase().slice(0, 5),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Finds a name as it is written, not as a part of a longer one. */
function nameIn(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Where most words of a phrase stand close together. */
function places(words: readonly { word: string; from: number; to: number }[], phrase: readonly string[]) {
  const found: { from: number; to: number }[] = [];
  const wanted = new Set(phrase);
  words.forEach((first, at) => {
    if (!wanted.has(first.word)) return;
    const near = words.slice(at, at + phrase.length + 2).filter(({ word }) => wanted.has(word));
    if (new Set(near.map(({ word }) => word)).size < shown * wanted.size) return;
    found.push({ from: first.from, to: near.at(-1)?.to ?? first.to });
  });
  return found;
}

const monthNames = ['en', 'de', 'fr', 'es'].flatMap((language) =>
  (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
    return Array.from(
      { length: 12 },
      (_, at) => [format.format(Date.UTC(2026, at, 1)).replace('.', ''), at + 1] as const,
    );
  }),
);
const monthNumbers = new Map(monthNames.map(([name, number]) => [name.toLowerCase(), number]));
const monthName = new RegExp(
  `(?<![\\p{L}\\d])(?:(\\d{4})-(\\d\\d)|(${[...monthNumbers.keys()].join('|')})\\.?(?:\\s+(?:de\\s+)?(\\d{4}))?)(?![\\p{L}\\d])`,
  'giu',
);

function monthsIn(text: string, known: readonly string[]): Mention[] {
  if (known.length === 0) return [];
  return [...text.matchAll(monthName)].flatMap((match) => {
    const [whole, isoYear, isoMonth, name = '', year = isoYear] = match;
    const month = isoMonth ?? String(monthNumbers.get(name.toLowerCase())).padStart(2, '0');
    const keys = known.filter((key) =>
      year === undefined ? key.endsWith(`-${month}`) : key === `${year}-${month}`,
    );
    const [key] = keys;
    if (key === undefined || keys.length > 1) return [];
    return [{ dimension: 'month' as const, key, from: match.index, to: match.index + whole.length }];
  });
}
