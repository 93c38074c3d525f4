import type { Figure } from '#shared/figure.ts';
import { qualifierOf } from './claimStart.ts';
import type { HeldText } from './heldText.ts';
import { type JudgeParts, judgeCount } from './judgeCount.ts';
import { readCount } from './readCount.ts';

const tagBehind = /^[*_`)]*\s?\[F(\d{1,4})\]/i;
const tagLater = /^[^\d\n]{0,160}?\[F(\d{1,4})\]/i;
const tagBegun = /^[*_`)]*\s?(?:\[(?:F\d{0,4})?)?$/i;
const shareOfLast =
  /^[*_`)\s,;|(–—-]*(?:\[F\d+\])?[*_`)\s,;|(–—-]*(?:or|i\.e\.|oder|also|soit|o)?[\s,*_`]*$/i;
const sentenceEnd = /\n|[.!?…。](?=[\s"”’)*_])/u;
const wholeSentenceEnd = /\n|[.!?…。](?=[\s"”’)*_]|$)/u;
const cellEnd = /\n|\|/;
const nextClause = /[,;:()\n\d]|(?<!\p{L})(?:and|but|while|whereas|und|aber|et|mais|y|pero)(?!\p{L})/u;
const bracketed = /\[[^\]]*\]/g;
const longestSentence = 400;
/** As far back on a line as something named there may belong to a claim. */
const nearUnits = 600;

/** Reads the counts at the start of held text and lets them leave as they hold. */
export function createCountHold(held: HeldText, parts: JudgeParts) {
  let lineCount = 0;
  /** Units of the line up to the end of its last claim, and the figure that was stated there. */
  let claimedTo = 0;
  let last: Figure | null = null;
  /** A number that had to leave before the words behind it came, and where it stands. */
  let early: { lineCount: number; at: number } | null = null;

  /** Whether it went on: false while the words to come decide. */
  const read = (isWhole: boolean): boolean => {
    if (held.lineCount !== lineCount) {
      lineCount = held.lineCount;
      claimedTo = 0;
      last = null;
    }
    const { text, line, above } = held;
    // the number of a list item may have to go with the item
    if (!isWhole && line.trim() === '' && /^\d{1,2}[.)][ \t]*$/.test(text)) return false;
    const lead = qualifierOf(text);
    const isBetween = /^(?:between|zwischen|entre)/i.test(lead);
    const claim = readCount(text.slice(lead.length), isBetween ? line + lead : line, isWhole);
    if (claim === 'more') return false;
    if (claim === null) {
      if (isWhole && readCount(text.slice(lead.length), line, false) === 'more')
        early = { lineCount, at: line.length + lead.length };
      const number = /^[\p{L}\p{N}]+(?:[.,-]\p{N}+)*/u.exec(text.slice(lead.length))?.[0].length ?? 1;
      held.pass(lead.length + number);
      return true;
    }
    const units = lead.length + claim.length;
    const written = text.slice(lead.length, units);
    const rest = text.slice(units);
    if (!isWhole && tagBegun.test(rest)) return false;
    const isCell = line.trimStart().startsWith('|');
    const end = (isCell ? cellEnd : isWhole ? wholeSentenceEnd : sentenceEnd).exec(rest);
    const after = end ? rest.slice(0, end.index) : rest;
    const tag = Number((tagBehind.exec(rest) ?? tagLater.exec(after))?.[1]) || null;
    const front = line.slice(Math.max(claimedTo, line.length - nearUnits));
    const tagged = parts.figures.find(({ n }) => n === tag && tagBehind.test(rest));
    // the words to come may say what is counted, unless tag and words in front agree on it
    const isSettled = tagged !== undefined && parts.subjects.isNamed(tagged, front);
    if (!isWhole && end === null && !isSettled && rest.length < longestSentence) return false;
    const spaced = after.replace(bracketed, (bracket) => ' '.repeat(bracket.length));
    const judged = judgeCount(
      claim,
      written,
      {
        front,
        back: isCell ? '' : (spaced.split(nextClause)[0] ?? ''),
        line: line.slice(-nearUnits),
        above,
        after,
        lead,
        tag,
        last: last?.kind === 'count' && shareOfLast.test(front) ? last : null,
      },
      parts,
    );
    const { verdict } = judged;
    const figure = judged.figure ? { figure: judged.figure.n } : {};
    // "more than" goes with its number; "a 4.5-star average" keeps its article
    const kept = verdict === 'replaced' && claim.kind !== 'average' ? 0 : lead.length;
    held.pass(kept);
    const detail = verdict === 'replaced' ? text.slice(kept, units) : '';
    const check = verdict === null ? undefined : { kind: 'count' as const, verdict, detail, ...figure };
    held.replace(units - kept, judged.text, check);
    last = judged.figure ?? last;
    claimedTo = held.line.length + judged.usedBehind;
    return true;
  };

  return {
    read,
    /** Tells of a number that left early once the words behind it say that it was false. */
    lookBack() {
      if (early === null) return;
      const text = early.lineCount === held.lineCount ? `${held.line.slice(early.at)}${held.text}` : '';
      const line = held.line.slice(0, early.at);
      const claim = text === '' ? null : readCount(text, line, false);
      if (claim === 'more') return;
      early = null;
      if (claim === null) return;
      const written = text.slice(0, claim.length);
      const surroundings = {
        front: line,
        back: '',
        line,
        above: held.above,
        after: '',
        lead: '',
        tag: null,
        last: null,
      };
      const { verdict } = judgeCount(claim, written, surroundings, parts);
      if (verdict === 'replaced') held.replace(0, '', { kind: 'count', verdict: 'wrong', detail: written });
    },
  };
}
