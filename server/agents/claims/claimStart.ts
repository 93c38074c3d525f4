import { beginsNumberWord, crowd, numberWord } from './claimWords.ts';

/** What stands in front of a quote and goes with it where it is dropped: a colon, a dash, a bracket, a bullet. */
const lead = String.raw`(?:(?:[:,;]| [—–-])?[ ]+|(?<=^|\n)[ \t]*(?:[-*•>][ \t]+)?)?[(*_]{0,3}`;
const straight = String.raw`(?<=^|[\s([{*_—–:>-])(?:"|'(?=\p{L}))`;
const quoteOpening = new RegExp(
  `(?:${lead})(?:${straight}|[“„«「]|(?<![\\p{L}\\p{N}])‘)|(?<=^|\\n)[ \\t]*>`,
  'gu',
);
const numberStart = new RegExp(
  `(?<![\\p{L}\\p{N}._/#$€£¥+'’-])(?:\\d|(?:${numberWord.source})(?![\\p{L}\\p{N}]))`,
  'giu',
);
const bracket = / *\[(?:[Ff\d]|$)/g;
const undecidedEnd = /(?:(?:[:,;]| [—–-])?[ ]+|[:,;]|^[ \t]*[-*•>]?[ \t]*)[(*_]{0,3}'?$|[(*_]{1,3}'?$|'$/;
const wordBegun = /(?<![\p{L}\p{N}'’-])\p{L}+$/u;
const crowdBegun = new RegExp(`(?<!\\p{L})(?:${crowd})\\s+o?$`, 'iu');

/** A claim in front of `held`'s text, with what leads it. */
export const leadOf = (held: string): string =>
  new RegExp(`^${lead}(?=["'“„«「‘>])`, 'u').exec(held)?.[0] ?? '';

/** Where in `held` a claim, a tag or a citation begins; its length where none does. `line` stands in front of it. */
export function claimStart(held: string, line: string): number {
  // what stands before decides too, e.g. the letter of "v2"
  const before = line.slice(-2);
  const text = `${before}${held}`;
  const starts = [quoteOpening, numberStart, bracket].map((pattern) => {
    pattern.lastIndex = before.length;
    const found = pattern.exec(text);
    return found ? found.index - before.length : held.length;
  });
  return Math.min(...starts);
}

/** Where the end of `held` begins that may yet become a claim: a space, a colon, the first letters of a number. */
export function holdStart(held: string): number {
  const people = crowdBegun.exec(held);
  if (people) return people.index;
  const word = wordBegun.exec(held);
  if (word) return beginsNumberWord(word[0]) ? word.index : held.length;
  return undecidedEnd.exec(held)?.index ?? held.length;
}
