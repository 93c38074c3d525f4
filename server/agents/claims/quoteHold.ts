import { leadOf } from './claimStart.ts';
import type { HeldText } from './heldText.ts';
import { isName, judgeQuote, type QuoteParts, shortestQuoteWords } from './judgeQuote.ts';
import { closingOf, type QuoteReading, readQuote } from './readQuote.ts';

const openingMark = /^(?:>[ \t]*|["'“„«「‘])/u;
const besides = /^\s*(?:\S+\s+){0,6}\S*\s*$/;
const anotherMatter = /[.;!?]|\b(?:and|und|et|y|but)\b/i;
const joint = /^[\s,;–—-]*(?:and|or|und|oder|et|y)?\s*/i;
const longestLine = 400;

/** Reads the quotes at the start of held text and lets them leave as their reviews have them. */
export function createQuoteHold(held: HeldText, parts: QuoteParts) {
  /** A quote that still waits for its citation: who wrote it, and where it ended. */
  let waiting: { holders: readonly number[]; lineCount: number; at: number } | null = null;
  /** A quote whose beginning has left already; `isCut` once it was ended, so that the rest of it is left out. */
  let open: (Pick<QuoteReading, 'opening' | 'inside'> & { isCut: boolean }) | null = null;

  const recite = (units: number, own: string) => {
    const written = held.text.slice(0, units);
    const detail = written.trim();
    held.replace(units, written.replace(/\[[^\]]*\]$/, own), {
      kind: 'citation',
      verdict: 'replaced',
      detail,
    });
  };

  const read = (isWhole: boolean): boolean => {
    const lead = leadOf(held.text, held.line).length;
    const reading = readQuote(held.text.slice(lead), isWhole);
    if (reading === 'more') return false;
    if (reading === null) {
      held.pass(lead + 1);
      return true;
    }
    const verdict = judgeQuote(reading, `${held.line}${held.text.slice(0, lead)}`, parts);
    if (verdict.is === 'false' && verdict.text === null) return drop(lead, reading, isWhole);
    held.pass(lead);
    if (verdict.is === 'name') held.pass(reading.length);
    if (verdict.is === 'true') {
      held.pass(reading.length, { kind: 'quote', verdict: 'confirmed', detail: '' });
      if (verdict.citation !== null) recite(reading.citation, verdict.citation);
      else if (reading.citation === 0)
        waiting = { holders: verdict.holders, lineCount: held.lineCount, at: held.line.length };
    }
    if (verdict.is === 'false' && verdict.text !== null) {
      const detail = held.text.slice(0, reading.length);
      held.replace(reading.length, verdict.text, { kind: 'quote', verdict: 'replaced', detail });
    }
    return true;
  };

  /** Takes out a quote that nobody wrote, with what would dangle: its colon, its brackets, its whole line. */
  const drop = (lead: number, { length }: QuoteReading, isWhole: boolean): boolean => {
    const isFirst = `${held.line}${held.text.slice(0, lead)}`.replace(/[-*•>(_\s]|\d+[.)]/g, '') === '';
    const behind = held.text.slice(lead + length);
    const end = behind.indexOf('\n');
    if (!isWhole && (isFirst ? end < 0 && behind.length < longestLine : behind === '')) return false;
    const rest = end < 0 ? behind : behind.slice(0, end);
    const isAlone = isFirst && !/\[\d/.test(rest);
    const opened = /[(*_]*$/.exec(held.text.slice(0, lead))?.[0].length ?? 0;
    const closed = (/^[)*_]*/.exec(behind)?.[0] ?? '').slice(0, opened).length;
    const dangling = isAlone ? rest.length : isFirst ? (joint.exec(rest)?.[0].length ?? 0) : closed;
    const units = lead + length + dangling;
    held.replace(units, '', { kind: 'quote', verdict: 'dropped', detail: held.text.slice(0, units) });
    return true;
  };

  /** Goes on with a quote whose beginning has left already: as long as it stays word for word. */
  const goOn = (isWhole: boolean): boolean => {
    if (open === null) return true;
    const { opening, inside, isCut } = open;
    const reading = readQuote(`${opening}${held.text}`, isWhole);
    if (reading === 'more') {
      const words = isCut ? held.text : held.text.slice(0, held.text.lastIndexOf(' ') + 1);
      if (isCut) held.replace(words.length, '');
      else if (parts.quotes.holding(`${inside}${words}`).length > 0) {
        open.inside += words;
        held.pass(words.length);
      }
      return false;
    }
    const units = reading === null ? held.text.length : reading.length - opening.length;
    const whole = `${inside}${reading === null ? held.text : reading.inside}`;
    open = null;
    if (isCut) held.replace(units, '');
    else if (parts.quotes.holding(whole).length > 0 || isName(whole, '', parts.known)) held.pass(units);
    else cutOff(opening, `${opening}${inside}`, units);
    return true;
  };
  /** Whether what has come of a quote may be true: word for word so far, or so short that it may be a name. */
  const mayHold = (begun: string) =>
    parts.quotes.holding(begun, true).length > 0 || begun.trim().split(/\s+/).length < shortestQuoteWords;
  const cutOff = (opening: string, gone: string, units: number) => {
    const detail = `${gone}${held.text.slice(0, units)}`;
    held.replace(units, `…${closingOf(opening)}`, { kind: 'quote', verdict: 'replaced', detail });
  };

  return {
    /** Whether a quote, or what leads to one, begins the held text. */
    isNext: () => open !== null || openingMark.test(held.text.slice(leadOf(held.text, held.line).length)),
    /** Whether it went on: false while the words to come decide. */
    read: (isWhole: boolean): boolean => (open === null ? read(isWhole) : goOn(isWhole)),
    isOpen: () => open !== null,
    /** The citation of a quote may stand a few words behind it: `units` of the held text cite these numbers. */
    cite(units: number, cited: readonly number[]) {
      const between = waiting?.lineCount === held.lineCount ? held.line.slice(waiting.at) : null;
      const isOwn = between !== null && besides.test(between) && !anotherMatter.test(between);
      const holders = isOwn ? (waiting?.holders ?? []) : [];
      waiting = null;
      if (holders.length === 0 || holders.some((n) => cited.includes(n))) held.pass(units);
      else recite(units, `[${holders[0]}]`);
    },
    /** Lets a quote that takes too long leave as far as it is word for word; answers false where none is held. */
    settle(): boolean {
      if (open !== null) {
        if (open.isCut || held.text === '') return true;
        const { opening, inside } = open;
        open.isCut = !mayHold(`${inside}${held.text}`);
        open.inside += held.text;
        if (open.isCut) cutOff(opening, `${opening}${inside}`, held.text.length);
        else held.pass(held.text.length);
        return true;
      }
      const lead = leadOf(held.text, held.line).length;
      const opening = openingMark.exec(held.text.slice(lead))?.[0];
      const isBegun = opening !== undefined && readQuote(held.text.slice(lead), false) === 'more';
      const begun = isBegun ? readQuote(held.text.slice(lead), true) : null;
      if (opening === undefined || begun === null || begun === 'more' || begun.closing !== '') return false;
      const from = lead + opening.length;
      const inside = held.text.slice(from);
      held.pass(from);
      open = { opening, inside, isCut: !mayHold(inside) };
      if (open.isCut) cutOff(opening, opening, held.text.length);
      else held.pass(held.text.length);
      return true;
    },
  };
}
