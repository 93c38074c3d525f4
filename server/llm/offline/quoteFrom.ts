import { sentimentOf } from '#server/text/sentimentOf.ts';
import { concepts } from './concepts.ts';
import type { PromptReview } from './promptParts.ts';
import { type Stems, speaksOf, stemsOf } from './speaksOf.ts';

const shortestUnits = 18;
const longestUnits = 150;
/** A sentence that is shorter takes its neighbours along: they often hold the point. */
const tellingUnits = 70;
/** What praise is taken back by. */
const hedge = /\b(?:but|minus|however|could|would|wish|cannot|can['’]?t|except|until|though|why)\b/i;

/** What a quote should speak of, and how it should sound. */
export interface QuoteTopic {
  alternatives: readonly string[];
  tone: 'negative' | 'positive' | null;
}

/** The topic of a theme's label or of a question's words. */
export function quoteTopic(label: string, tone: QuoteTopic['tone'] = null): QuoteTopic {
  const lower = label.toLowerCase();
  const heads = (form: string) => {
    const plain = (form.split('{')[0] ?? '').trim().toLowerCase();
    return plain !== '' && lower.startsWith(plain);
  };
  const meant = concepts.filter(({ label: form, topic }) => form.split('/').some(heads) || topic === label);
  const own = lower.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return {
    alternatives:
      meant.length > 0 ? meant.flatMap(({ core, more, abroad }) => [...core, ...abroad, ...more]) : own,
    tone,
  };
}

/** Whether a review speaks of a topic at all. */
export function isAbout(review: PromptReview, { alternatives }: QuoteTopic): boolean {
  return speaksOf(stemsOf(review.text), alternatives);
}

/** A quote with how well it speaks of its topic. */
export interface Quote {
  text: string;
  score: number;
}

/** The sentence of a review that speaks of the topic, verbatim, shortened at word edges; null if none is fit to quote. */
export function quoteFrom({ text }: PromptReview, topic: QuoteTopic): Quote | null {
  const sentences = [...text.matchAll(/\S.*?(?:[.!?…。！？]+(?=\s|$)|[。！？]|$)/gsu)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    text: found[0],
  }));
  const fit = sentences.filter(
    (sentence) =>
      sentence.text.length >= Math.min(shortestUnits, text.length) && /\p{L}{2}/u.test(sentence.text),
  );
  const [best] = fit.toSorted((a, b) => scoreOf(b.text, topic) - scoreOf(a.text, topic));
  if (best === undefined) return null;
  const score = scoreOf(best.text, topic);
  if (best.text.length > longestUnits) return { text: shortened(best.text, topic), score };
  const at = sentences.indexOf(best);
  const next = sentences[at + 1];
  const last = sentences[at - 1];
  const short = best.text.length < tellingUnits;
  const to = short && next && next.to - best.from <= longestUnits ? next.to : best.to;
  const from = short && last && to - last.from <= longestUnits ? last.from : best.from;
  return { text: trimmed(text.slice(from, to)), score };
}

function scoreOf(sentence: string, topic: QuoteTopic): number {
  const sound = topic.tone === null ? 0 : sentimentOf(sentence) * (topic.tone === 'negative' ? -1 : 1);
  const doubts = topic.tone === 'positive' && hedge.test(sentence) ? 2 : 0;
  const whole = sentence.length <= longestUnits ? 0.5 : 0;
  return 2 * Math.min(2, mentions(stemsOf(sentence), topic)) + 2 * sound - doubts + whole;
}

function mentions(stems: Stems, { alternatives }: QuoteTopic): number {
  return alternatives.filter((alternative) => speaksOf(stems, [alternative])).length;
}

/** The run of whole words that speaks most of the topic, at most 150 characters long. */
function shortened(sentence: string, topic: QuoteTopic): string {
  const gaps = sentence.matchAll(/(?<=[,;:–-])\s+|\s+(?=(?:and|but|because|so|which)\b)/g);
  const starts = [0, ...[...gaps].map((gap) => gap.index + gap[0].length)];
  const runs = starts.slice(0, 20).map((start) => {
    const cut = sentence.slice(start, start + longestUnits);
    const whole = start + longestUnits >= sentence.length ? cut : cut.replace(/\s+\S*$/u, '');
    return trimmed(whole.toWellFormed()).replace(/[,;:–-]+$/u, '');
  });
  // the earliest among equals reads most like a sentence
  const [best = ''] = runs
    .filter((run) => run.length >= shortestUnits)
    .toSorted((a, b) => scoreOf(b, topic) - scoreOf(a, topic));
  return `${sentence.startsWith(best) ? '' : '…'}${best}${sentence.endsWith(best) ? '' : '…'}`;
}

function trimmed(text: string): string {
  return text.replace(/^[\s"“”*_~`#>|-]+|[\s"“”*_~`]+$/gu, '');
}
