import sampleReviews from '#server/reviews/sampleReviews.json' with { type: 'json' };
import { seededRandom } from '#server/testing/crash/seededRandom.ts';

/** A review as the bench stores it. */
export interface MadeReview {
  id: string;
  text: string;
  rating: number;
  product: string;
  language: string;
  /** ISO 8601. */
  reviewedAt: string;
}

const products = ['Mobile app', 'Web app', 'API', 'Desktop', 'Plugin'];
const firstDayMs = Date.UTC(2023, 0, 1);
const texts = sampleReviews.map(({ text }) => text.split(/\s+/));
const vocabulary = [...new Set(texts.flat().map(wordOf))].filter((word) => word.length > 3);

/**
 * Reviews put together from runs of words of the sample's, the same ones each time: common words stay common. One in
 * ten names one of 3,000 tickets, so that there are words that next to no other review has.
 */
export function makeReviews(count: number): MadeReview[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, (_, at) => {
    const runs = Array.from({ length: 1 + Math.floor(random() * 8) }, () => runOfWords(random));
    if (random() < 0.1) runs.push(rareWord(random));
    return {
      id: `made-${at}`,
      text: runs.join(' '),
      rating: 1 + Math.floor(random() * 5),
      product: pick(products, random),
      language: random() < 0.9 ? 'en' : 'de',
      reviewedAt: new Date(firstDayMs + Math.floor(random() * 1_000) * 86_400_000).toISOString(),
    };
  });
}

/** Queries of one to four words: a third as people write them, a third of any words, a third with a rare one. */
export function makeQueries(count: number): string[] {
  const random = seededRandom(2);
  return Array.from({ length: count }, (_, at) => {
    const length = 1 + Math.floor(random() * 4);
    const words = Array.from({ length }, () =>
      at % 3 === 0 ? frequentWord(random) : pick(vocabulary, random),
    );
    if (at % 3 === 2) words[0] = rareWord(random);
    return words.join(' ');
  });
}

function runOfWords(random: () => number): string {
  const words = pick(texts, random);
  const start = Math.floor(random() * words.length);
  return words.slice(start, start + 4 + Math.floor(random() * 12)).join(' ');
}

/** A word as often as it is written. */
function frequentWord(random: () => number): string {
  for (;;) {
    const word = wordOf(pick(pick(texts, random), random));
    if (word.length > 3) return word;
  }
}

const rareWord = (random: () => number) => `ticket${Math.floor(random() * 3_000)}`;

function wordOf(token: string): string {
  return token.toLowerCase().match(/[a-z]+/)?.[0] ?? '';
}

function pick<T>(all: readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
