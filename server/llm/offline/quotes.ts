import { sentimentOf } from '#server/text/sentimentOf.ts';
import { concepts } from './concepts.ts';
import type { Tone } from './findConcepts.ts';
import { monthName } from './promptFigures.ts';
import { longestUnits, quoteFrom } from './quoteFrom.ts';
import type { PromptReview } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';

/** Two quotes that share more of their words are one. */
const sameShare = 0.6;
/** What praise is taken back by. */
const hedge = /\b(?:but|minus|however|could|would|wish|cannot|can['’]?t|except|until|though|why)\b/i;

/**
 * Takes quotes for one answer: on a theme's label or a question's words, of the reviews that speak of it, if any do,
 * the most telling first; each from another review, and none twice. Bare with its citation, and signed.
 */
export function createQuoter(all: readonly PromptReview[], tone: Tone) {
  const used: Set<string>[] = [];
  // the same words may come twice, hardly changed
  const isNew = (quote: string) => {
    const words = new Set(quote.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    const isUsed = used.some(
      (other) => other.intersection(words).size > sameShare * Math.min(other.size, words.size),
    );
    if (!isUsed) used.push(words);
    return quote !== '' && !isUsed;
  };
  return (about: string, count: number, reviews = all, sound = tone) => {
    const words = wordsOn(about);
    const { own, more } = matterOf(about);
    const speaking = reviews.filter(({ text }) => speaksOf(stemsOf(text), words));
    const quotes = (speaking.length > 0 ? speaking : reviews)
      .map((review) => ({ review, ...quoteFrom(review.text, (text) => scoreOf(text, { own, more }, sound)) }))
      .toSorted((a, b) => b.score - a.score)
      .values()
      // a review may speak of it in a sentence too long to quote: then its citation says enough
      .filter(({ text }) => speaking.length === 0 || isMeant(text, { own, more }))
      .filter(({ text }) => isNew(text))
      .take(count);
    return [...quotes].map(({ review, text }) => {
      const said = `“${text.replace(/[“”]/g, "'")}” [${review.n}]`;
      return { review, said, signed: `${said}${signature(review)}` };
    });
  };
}

interface Matter {
  /** Words that mean it wherever they stand. */
  own: string[];
  /** Words that may mean it. */
  more: string[];
}

/** The words by which customers speak of a theme's label or of a question's words. */
export function wordsOn(label: string): string[] {
  const { own, more } = matterOf(label);
  return [...own, ...more];
}

function matterOf(label: string): Matter {
  const lower = label.toLowerCase();
  const meant = concepts.filter(({ label: forms, topic }) => {
    const heads = forms.split('/').map((form) => form.replace(/\{.*/, '').trim().toLowerCase());
    return topic === label || heads.some((head) => head !== '' && lower.startsWith(head));
  });
  if (meant.length === 0) return { own: lower.match(/\d+(?:\.\d+)+|[\p{L}\p{N}]{3,}/gu) ?? [], more: [] };
  return {
    own: meant.flatMap(({ core, abroad }) => [...core, ...abroad]),
    more: meant.flatMap(({ more }) => more),
  };
}

function mentionsIn(text: string, words: readonly string[]): number {
  const stems = stemsOf(text);
  // "picture" and "pictured" are one
  const said = words.filter((word) => speaksOf(stems, [word])).map((word) => stemsOf(word).flat().join(' '));
  return new Set(said).size;
}

/** One word that may mean something else carries no theme. */
function isMeant(text: string, { own, more }: Matter): boolean {
  return mentionsIn(text, own) > 0 || mentionsIn(text, more) > 1;
}

function scoreOf(text: string, { own, more }: Matter, tone: Tone): number {
  const mentions = mentionsIn(text, own) + mentionsIn(text, more) / 2;
  const sound = tone === null ? 0 : sentimentOf(text) * (tone === 'problem' ? -1 : 1);
  const doubts = tone === 'praise' && hedge.test(text) ? 2 : 0;
  const whole = text.length <= longestUnits ? 0.5 : 0;
  return 2 * Math.min(2, mentions) + 2 * sound - doubts + whole;
}

function signature({ rating, product, date }: PromptReview): string {
  const stars = rating === null ? '' : `${rating} ${rating === 1 ? 'star' : 'stars'}`;
  const isName = product !== null && /[ \p{Ll}]/u.test(product) && !product.includes('.');
  const month = date === null ? '' : monthName(date.slice(0, 7));
  const parts = [stars, isName ? product : '', month].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
