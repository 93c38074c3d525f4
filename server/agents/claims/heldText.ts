import type { AnswerCheck } from '#shared/runView.ts';

/** Text that may leave, and what was found when it was held against the data. */
export interface CheckedText {
  text: string;
  check?: Omit<AnswerCheck, 'offset' | 'length'>;
}

/** The text of an answer that has not left yet, and what has left of the line that it continues. */
export interface HeldText {
  /** What is held back. */
  text: string;
  /** What has left of the line that is being written, as the writer wrote it. */
  line: string;
  /** The heading or list item that the line stands under. */
  above: string;
  /** How many lines have ended. */
  lineCount: number;
  /** Lets the first units leave as they were written. */
  pass(units: number, check?: CheckedText['check']): void;
  /** Lets `text` leave instead of the first units. */
  replace(units: number, text: string, check?: CheckedText['check']): void;
  /** What has left since the last time. */
  handOver(): CheckedText[];
}

const opensItem = /^(?:#{1,6} |\d+[.)] |[-*•] |\*\*|__)/;

/** Starts with nothing held and nothing written. */
export function createHeldText(): HeldText {
  let out: CheckedText[] = [];
  const held: HeldText = {
    text: '',
    line: '',
    above: '',
    lineCount: 0,
    pass: (units, check) => held.replace(units, held.text.slice(0, units), check),
    replace(units, text, check) {
      const lines = `${held.line}${held.text.slice(0, units)}`.split('\n');
      held.line = lines.pop() ?? '';
      for (const line of lines) {
        held.lineCount += 1;
        if (opensItem.test(line)) held.above = line;
        // a paragraph of its own ends the item
        else if (/^\S/.test(line)) held.above = '';
      }
      held.text = held.text.slice(units);
      if (text !== '' || check) out.push(check ? { text, check } : { text });
    },
    handOver() {
      const result = out;
      out = [];
      return result;
    },
  };
  return held;
}
