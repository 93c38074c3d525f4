import { phrases, type Word } from './phrases.ts';
import { type PromptReview } from './promptParts.ts';
import { familyOf } from './wordFamilies.ts';

/** Something that several reviews may speak of. */
export interface Candidate {
  /** Stems, or the name of a word family. */
  key: string;
  stems: Set<string>;
  reviews: Set<number>;
  /** As customers wrote it, and how many reviews did so. */
  written: Map<string, Set<number>>;
  /** How much one shared review tells: a shared phrase more than a shared word. */
  weight: number;
}

const weights = { family: 1.5, phrase: 1.8, word: 1 } as const;
const longestPhrase = 3;
/** Small words that may stand inside a phrase, as in `waste of money`. */
const joints: ReadonlySet<string> = new Set(['of', 'to', 'in', 'for', 'on', 'per']);

/** Every word, phrase and word family that the reviews share or could share, with who wrote it. */
export function themeCandidates(reviews: readonly PromptReview[], ignored: ReadonlySet<string>): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const note = (key: string, words: readonly Word[], weight: number, n: number) => {
    const candidate = candidates.get(key) ?? {
      key,
      stems: new Set(),
      reviews: new Set(),
      written: new Map(),
      weight,
    };
    const text = words.map(asShown).join(' ');
    for (const word of words) if (word.meaningful) candidate.stems.add(word.stem);
    candidate.reviews.add(n);
    candidate.written.set(text, (candidate.written.get(text) ?? new Set()).add(n));
    candidates.set(key, candidate);
  };
  for (const review of reviews) {
    for (const run of phrases(review.text)) {
      for (const [at, word] of run.entries()) {
        if (!word.meaningful || ignored.has(word.stem)) continue;
        const family = familyOf(word.stem);
        if (family === undefined) note(word.stem, [word], weights.word, review.n);
        else note(`family ${family}`, [word], weights.family, review.n);
        for (let length = 2; length <= longestPhrase; length += 1) {
          const phrase = run.slice(at, at + length);
          if (phrase.length < length || !isPhrase(phrase)) continue;
          note(phrase.map((part) => part.stem).join(' '), phrase, weights.phrase, review.n);
        }
      }
    }
  }
  return [...candidates.values()];
}

function isPhrase(words: readonly Word[]): boolean {
  return words.at(-1)?.meaningful === true && words.every((word) => word.meaningful || joints.has(word.text));
}

/** Lower case, except for short names in capitals such as API. */
function asShown({ text }: Word): string {
  return /^\p{Lu}{2,4}$/u.test(text) ? text : text.toLowerCase();
}
