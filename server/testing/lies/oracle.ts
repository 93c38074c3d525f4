import type { AnswerCheck } from '#shared/runView.ts';
import type { Statement } from './statement.ts';

/** What became of one statement. */
export interface Judged extends Statement {
  shown: string;
  /** Its false words can be read. */
  isLieShown: boolean;
  /** It was true and is no longer what was written. */
  isAltered: boolean;
  /** Taking the reported corrections back gives what was written: each is reported, where it stands. */
  isAccounted: boolean;
}

const heading = (at: number): string =>
  `#### Point ${[...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
const withoutTags = (text: string): string => text.replace(/ *\[F\d+\]/g, '');
const squeezed = (text: string): string => text.replace(/\s/g, '');

/** An answer of many statements, each under a heading of its own. */
export function answerOf(statements: readonly Statement[]): string {
  return statements.map(({ written }, at) => `${heading(at)}\n\n${written}`).join('\n\n');
}

/** Holds a shown answer against the statements it was made of; knows nothing of how the answer was filtered. */
export function judgeAnswer(
  statements: readonly Statement[],
  answer: string,
  checks: readonly AnswerCheck[],
): Judged[] {
  return statements.map((statement, at) => {
    const from = answer.indexOf(`${heading(at)}\n`);
    const next = answer.indexOf(`${heading(at + 1)}\n`, from);
    const to = next < 0 ? answer.length : next;
    if (from < 0) throw new Error(`the heading of "${statement.written}" is gone`);
    const start = from + heading(at).length;
    const shown = answer.slice(start, to);
    const own = checks.filter(
      ({ offset, verdict }) => verdict !== 'confirmed' && offset >= start && offset <= to,
    );
    const undone = own
      .toSorted((a, b) => b.offset - a.offset || b.length - a.length)
      .reduce((text, { offset, length, kind, verdict, detail }) => {
        const behind = text.slice(offset - start + length);
        // of a citation that is wrong in part the rest stays, right behind its report
        const rest = kind === 'citation' && verdict === 'dropped' ? partOf(detail, behind) : 0;
        return text.slice(0, offset - start) + detail + behind.slice(rest);
      }, shown);
    const expected = withoutTags(statement.written);
    return {
      ...statement,
      shown: shown.trim(),
      isLieShown: statement.lie?.test(shown) ?? false,
      isAltered: statement.lie === null && shown.trim() !== expected.trim(),
      isAccounted: squeezed(withoutTags(undone)) === squeezed(expected),
    };
  });
}

/** Units of the citation at the start of `behind`, if it is what is left of the dropped one. */
function partOf(dropped: string, behind: string): number {
  const [left = '', list = ''] = /^\s*\[([\d, ]+)\]/.exec(behind) ?? [];
  const [from = 0, to = from] = (/(\d+)\s*[-–]\s*\D*(\d+)/.exec(dropped) ?? []).slice(1).map(Number);
  const isOwn = (n: string) =>
    new RegExp(`(?<!\\d)${n}(?!\\d)`).test(dropped) || (Number(n) >= from && Number(n) <= to);
  return left !== '' && (list.match(/\d+/g) ?? []).every(isOwn) ? left.length : 0;
}
