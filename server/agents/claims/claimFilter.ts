import type { Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import type { AnswerCheck } from '#shared/runView.ts';
import { claimStart, holdStart, leadOf } from './claimStart.ts';
import { createSubjects, type Surroundings } from './figureSubjects.ts';
import { judgeCount } from './judgeCount.ts';
import { judgeQuote } from './judgeQuote.ts';
import { createQuoteSources } from './quoteSource.ts';
import { readCount } from './readCount.ts';
import { closingOf, type QuoteReading, readQuote } from './readQuote.ts';

/** What an answer may rest on. */
export interface ClaimBasis {
  question: string;
  sources: readonly Source[];
  figures: readonly Figure[];
}

/** Text that may leave, and what was found when it was held against the data. */
export interface CheckedText {
  text: string;
  check?: Omit<AnswerCheck, 'offset' | 'length'>;
}

export interface ClaimFilter {
  push(text: string): CheckedText[];
  /** Decides what has been held too long with what is known of it. */
  settle(): CheckedText[];
  end(): CheckedText[];
  /** Whether something is held back. */
  holds(): boolean;
}

const openingMark = /^["'“„«「‘>]/u;
const tagBehind = /^[*_`)]*\s?\[F(\d{1,4})\]/i;
const tagLater = /^[^\d\n]{0,160}?\[F(\d{1,4})\]/i;
const tagBegun = /^[*_`)]*\s?(?:\[(?:F\d{0,4})?)?$/i;
const shareOfLast =
  /^[*_`)\s,;|(–—-]*(?:\[F\d+\])?[*_`)\s,;|(–—-]*(?:or|i\.e\.|oder|also|soit|o)?[\s,*_`]*$/i;
const sentenceEnd = /\n|[.!?…。](?=[\s"”’)*_])/u;
const wholeSentenceEnd = /\n|[.!?…。](?=[\s"”’)*_]|$)/u;
const cellEnd = /\n|\|/;
const nextClause = /[,;:()\n\d]|(?<!\p{L})(?:and|but|while|whereas|und|aber|et|mais|y|pero)(?!\p{L})/u;
const besides = /^\s*(?:\S+\s+){0,6}\S*\s*$/;
const longestSentence = 400;
const blank = (text: string): string => ' '.repeat(text.length);

/**
 * Lets a growing answer pass and holds back what states a count, a share, an average or a quote until it has been
 * held against the figures and the reviews; what is wrong is put right before it is seen. The tags `[F3]` by which
 * the writer names its figures are taken out. Everything else flows at once.
 */
export function createClaimFilter({ question, sources, figures }: ClaimBasis): ClaimFilter {
  const reviews = new Map(sources.map(({ n, text }) => [n, text]));
  const quotable = [question, ...reviews.values()].join('\n').toLowerCase().replace(/\s/g, '');
  const counted = { figures, subjects: createSubjects(figures), reviews, quotable };
  const quoted = {
    quotes: createQuoteSources(sources),
    known: [question, ...figures.flatMap(({ label, text }) => [label, text])].map((text) =>
      text.toLowerCase(),
    ),
    hasSources: sources.length > 0,
  };
  let held = '';
  /** What has left of the line that is being written, as the writer wrote it. */
  let line = '';
  /** The heading or list item above it. */
  let above = '';
  /** Units of the line up to the end of the last claim. */
  let claimedTo = 0;
  let last: Figure | null = null;
  /** A quote that still waits for its citation: who wrote it, and where on the line it ended. */
  let waiting: { holders: readonly number[]; at: number } | null = null;
  /** A quote whose beginning has left already; `isCut` once it was ended, so that the rest of it is left out. */
  let open: (Pick<QuoteReading, 'opening' | 'inside'> & { isCut: boolean }) | null = null;
  let out: CheckedText[] = [];

  const endLine = (whole: string) => {
    if (/^(?:#{1,6} |\d+[.)] |[-*•] |\*\*|__)/.test(whole)) above = whole;
    else if (/^\S/.test(whole)) above = '';
    last = null;
    waiting = null;
    claimedTo = 0;
  };
  const release = (text: string, units = text.length, check?: CheckedText['check']) => {
    const lines = `${line}${held.slice(0, units)}`.split('\n');
    for (const whole of lines.slice(0, -1)) endLine(whole);
    line = lines.at(-1) ?? '';
    held = held.slice(units);
    if (text !== '' || check) out.push(check ? { text, check } : { text });
  };
  const pass = (units: number, check?: CheckedText['check']) => release(held.slice(0, units), units, check);

  /** Answers whether it went on: false while the words to come decide. */
  const readClaim = (isWhole: boolean): boolean => {
    if (/^ *\[/.test(held)) return bracket(isWhole);
    const lead = leadOf(held).length;
    return openingMark.test(held.slice(lead)) ? quote(lead, isWhole) : count(isWhole);
  };

  const bracket = (isWhole: boolean): boolean => {
    const found = /^ *\[(?:F\d{1,4}(?:\s*[,;–-]\s*)?)+(\d[\d,\s]*)?\]/i.exec(held);
    if (found) {
      const [whole, others] = found;
      release(others === undefined ? '' : ` [${others}]`, whole.length);
      return true;
    }
    if (!isWhole && /^ *\[[F\d,;\s–-]*$/i.test(held) && held.length < 60) return false;
    const cited = /^ *\[(\d[\d\s,;–-]*)\]/.exec(held);
    if (cited) citation(cited[0], (cited[1]?.match(/\d+/g) ?? []).map(Number));
    else pass(held.indexOf('[') + 1);
    return true;
  };

  /** The citation of a quote may stand a few words behind it. */
  const citation = (written: string, cited: readonly number[]) => {
    const isOwn =
      waiting !== null &&
      besides.test(line.slice(waiting.at)) &&
      !/[.;!?]|\b(?:and|und|et|y|but)\b/i.test(line.slice(waiting.at));
    const holders = isOwn ? (waiting?.holders ?? []) : [];
    waiting = null;
    if (holders.length === 0 || holders.some((n) => cited.includes(n))) return pass(written.length);
    recite(written, `[${holders[0]}]`);
  };
  const recite = (written: string, own: string) =>
    release(written.replace(/\[[^\]]*\]$/, own), written.length, {
      kind: 'citation',
      verdict: 'replaced',
      detail: written.trim(),
    });

  const count = (isWhole: boolean): boolean => {
    const claim = readCount(held, line, isWhole);
    if (claim === 'more') return false;
    if (claim === null) {
      pass(/^[\p{L}\p{N}]+(?:[.,-]\p{N}+)*/u.exec(held)?.[0].length ?? 1);
      return true;
    }
    const written = held.slice(0, claim.length);
    const rest = held.slice(claim.length);
    if (!isWhole && tagBegun.test(rest)) return false;
    const isCell = line.trimStart().startsWith('|');
    const end = (isCell ? cellEnd : isWhole ? wholeSentenceEnd : sentenceEnd).exec(rest);
    const after = end ? rest.slice(0, end.index) : rest;
    const tag = Number((tagBehind.exec(rest) ?? tagLater.exec(after))?.[1]) || null;
    const front = line.slice(claimedTo);
    const tagged = figures.find(({ n }) => n === tag && tagBehind.test(rest));
    // the words to come may say what is counted, unless tag and words in front agree on it
    const isSettled = tagged !== undefined && counted.subjects.isNamed(tagged, front);
    if (!isWhole && end === null && !isSettled && rest.length < longestSentence) return false;
    const surroundings: Surroundings = {
      front,
      back: isCell ? '' : (after.replace(/\[[^\]]*\]/g, blank).split(nextClause)[0] ?? ''),
      line,
      above,
    };
    const isShareOfLast = last?.kind === 'count' && shareOfLast.test(front);
    const judged = judgeCount(
      claim,
      written,
      { ...surroundings, after, tag, last: isShareOfLast ? last : null },
      counted,
    );
    const figure = judged.figure ? { figure: judged.figure.n } : {};
    const detail = judged.verdict === 'confirmed' ? '' : written;
    release(
      judged.text,
      claim.length,
      judged.verdict === null ? undefined : { kind: 'count', verdict: judged.verdict, detail, ...figure },
    );
    last = judged.figure ?? last;
    claimedTo = line.length + judged.usedBehind;
    return true;
  };

  const quote = (lead: number, isWhole: boolean): boolean => {
    const reading = readQuote(held.slice(lead), isWhole);
    if (reading === 'more') return false;
    if (reading === null) {
      pass(lead + 1);
      return true;
    }
    const verdict = judgeQuote(reading, `${line}${held.slice(0, lead)}`, quoted);
    if (verdict.is === 'false' && verdict.text === null) return drop(lead, reading, isWhole);
    pass(lead);
    if (verdict.is === 'name') pass(reading.length);
    if (verdict.is === 'true') {
      pass(reading.length, { kind: 'quote', verdict: 'confirmed', detail: '' });
      if (verdict.citation !== null) recite(held.slice(0, reading.citation), verdict.citation);
      else if (reading.citation === 0) waiting = { holders: verdict.holders, at: line.length };
    }
    if (verdict.is === 'false' && verdict.text !== null) {
      const detail = held.slice(0, reading.length);
      release(verdict.text, reading.length, { kind: 'quote', verdict: 'replaced', detail });
    }
    return true;
  };

  /** Takes out a quote that nobody wrote, with what would dangle: its colon, its brackets, its whole line. */
  const drop = (lead: number, { length }: QuoteReading, isWhole: boolean): boolean => {
    const isLine = `${line}${held.slice(0, lead)}`.replace(/[-*•>(_\s]|\d+[.)]/g, '') === '';
    const behind = held.slice(lead + length);
    const lineEnd = behind.indexOf('\n');
    if (!isWhole && (isLine ? lineEnd < 0 && behind.length < longestSentence : behind === '')) return false;
    const opened = /[(*_]*$/.exec(held.slice(0, lead))?.[0] ?? '';
    const closed = /^[)*_]*/.exec(behind)?.[0].slice(0, opened.length) ?? '';
    const units = lead + length + (isLine ? (lineEnd < 0 ? behind.length : lineEnd) : closed.length);
    release('', units, { kind: 'quote', verdict: 'dropped', detail: held.slice(0, units) });
    return true;
  };

  const read = (isWhole: boolean) => {
    while (held !== '') {
      if (open !== null) {
        if (!goOn(isWhole)) return;
        continue;
      }
      const claim = claimStart(held, line);
      const hold = isWhole ? held.length : holdStart(held);
      pass(Math.min(claim, hold));
      // what is held is decided by what follows it
      if (hold < claim || held === '' || !readClaim(isWhole)) return;
    }
  };

  /** Goes on with a quote whose beginning has left already: as long as it stays word for word. */
  const goOn = (isWhole: boolean): boolean => {
    if (open === null) return true;
    const { opening, inside, isCut } = open;
    const reading = readQuote(`${opening}${held}`, isWhole);
    if (reading === 'more') {
      const words = isCut ? held : held.slice(0, held.lastIndexOf(' ') + 1);
      if (isCut) release('', words.length);
      else if (quoted.quotes.holding(`${inside}${words}`).length > 0) {
        open.inside += words;
        pass(words.length);
      }
      return false;
    }
    const units = reading === null ? held.length : reading.length - opening.length;
    const whole = `${inside}${reading === null ? held : reading.inside}`;
    open = null;
    if (isCut) release('', units);
    else if (
      quoted.quotes.holding(whole).length > 0 ||
      judgeQuote({ opening, inside: whole, closing: '', length: 0, cited: [], citation: 0 }, '', quoted)
        .is === 'name'
    )
      pass(units);
    else cutOff(opening, `${opening}${inside}${held.slice(0, units)}`, units);
    return true;
  };
  const cutOff = (opening: string, detail: string, units: number) =>
    release(`…${closingOf(opening)}`, units, { kind: 'quote', verdict: 'replaced', detail });

  /** A quote takes longer than a count: what is word for word so far may leave, the rest is still held. */
  const settleQuote = (lead: number, opening: string) => {
    const begun = held.slice(lead + opening.length, held.lastIndexOf(' ') + 1);
    const isTrue = quoted.quotes.holding(begun).length > 0 || begun.trim().split(/\s+/).length < 3;
    const units = lead + opening.length + (isTrue ? begun.length : 0);
    pass(units);
    open = { opening, inside: isTrue ? begun : '', isCut: false };
    if (isTrue) return;
    open.isCut = true;
    cutOff(opening, `${opening}${held}`, held.length);
  };

  const handOver = (): CheckedText[] => {
    const result = out;
    out = [];
    return result;
  };

  return {
    push(text) {
      held += text;
      read(false);
      return handOver();
    },
    settle() {
      if (open !== null) {
        const { opening, inside, isCut } = open;
        if (!isCut && held !== '') {
          open.isCut = true;
          cutOff(opening, `${opening}${inside}${held}`, held.length);
        }
        return handOver();
      }
      const lead = leadOf(held).length;
      const opening = /^(?:>[ \t]*|["'“„«「‘])/u.exec(held.slice(lead))?.[0] ?? '';
      const begun =
        opening === '' || readQuote(held.slice(lead), false) !== 'more'
          ? null
          : readQuote(held.slice(lead), true);
      if (begun !== null && begun !== 'more' && begun.closing === '') settleQuote(lead, opening);
      else read(true);
      return handOver();
    },
    end() {
      read(true);
      return handOver();
    },
    holds: () => held !== '',
  };
}
