import { mayBeginNumber, numberWord, qualifiers } from './claimWords.ts';

/** What stands in front of a quote and goes with it where it is dropped: a colon, a dash, a bracket, a bullet. */
const lead = String.raw`(?:(?:[:,;]| [—–-])?[ ]+|(?<=^|\n)[ \t]*(?:(?:[-*•>]|\d{1,2}[.)])[ \t]+)?)?[(*_]{0,3}`;
const straight = String.raw`(?<=^|[\s([{*_—–:>-])(?:"|'(?=\p{L}))`;
const quoteOpening = new RegExp(
  `(?:${lead})(?:${straight}|[“„«「]|(?<![\\p{L}\\p{N}])‘)|(?<=^|\\n)[ \\t]*>`,
  'gu',
);
const notInside = String.raw`(?<![\p{L}\p{N}._/#$€£¥+'’-])`;
const number = String.raw`(?:\d|(?:${numberWord.source})(?![\p{L}\p{N}]))`;
const numberStart = new RegExp(`${notInside}(?:(?:(?:${qualifiers}) ){1,2}|[~≈] ?)?${number}`, 'giu');
const qualifier = new RegExp(`^(?:(?:(?:${qualifiers}) ){1,2}|[~≈] ?)(?=${number})`, 'iu');
const lastWords = [3, 2, 1, 0].map(
  (spaces) => new RegExp(`(?<![\\p{L}\\p{N}'’-])(?:[\\p{L}-]+ ){${spaces}}[\\p{L}-]*$`, 'u'),
);
const bracket = / *\[(?:[Ff\d]|$)/g;
const undecidedEnd =
  /(?:(?:[:,;]| [—–-])?[ ]+|[:,;]| [—–-]|(?<=^|\n)[ \t]*[-*•>]?[ \t]*)[(*_]{0,3}'?$|[(*_]{1,3}'?$|'$/;
const leadIn = (pattern: string) => new RegExp(`^${pattern}(?=["'“„«「‘>])`, 'u');
const leads = { atStart: leadIn(lead), within: leadIn(lead.replaceAll('(?<=^|\\n)', '(?<=\\n)')) };

/** What leads to a quote at the start of `held`: a colon, a bracket, where `line` is empty a bullet. */
export const leadOf = (held: string, line: string): string =>
  (line === '' ? leads.atStart : leads.within).exec(held)?.[0] ?? '';

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

/** Words such as "more than" in front of a number at the start of `held`. */
export const qualifierOf = (held: string): string => qualifier.exec(held)?.[0] ?? '';

/** Where the end of `held` begins that may yet become a claim: a space, a colon, the first letters of a number. */
export function holdStart(held: string): number {
  const undecided = undecidedEnd.exec(held)?.index ?? held.length;
  for (const words of lastWords) {
    const found = words.exec(held);
    if (found && found[0] !== '' && mayBeginNumber(found[0])) return Math.min(found.index, undecided);
  }
  return undecided;
}
