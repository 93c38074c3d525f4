import { stem } from './stem.ts';
import { stopWords } from './stopWords.ts';

/** A word as it was written, with what it is compared by. */
export interface Word {
  text: string;
  stem: string;
  /** Whether it says something by itself. */
  meaningful: boolean;
}

/** Text as runs of words; punctuation ends a run, so that no phrase reaches across it. */
export function phrases(text: string): Word[][] {
  return text
    .split(/[^\p{L}\p{M}\p{N}'’\-\s$]+|\s-\s|\n/u)
    .map((run) => [...run.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)].map(([word]) => wordOf(word)))
    .filter((run) => run.length > 0);
}

function wordOf(written: string): Word {
  const text = written.replace(/['’-]+$/u, '');
  const lower = text.toLowerCase();
  // "don't" and "don" are equally empty
  const plain = lower.replace(/['’].*$/u, '');
  const meaningful =
    plain.length >= 2 && !stopWords.has(lower) && !stopWords.has(plain) && /\p{L}/u.test(plain);
  return { text, stem: stem(lower), meaningful };
}
