import type { Mark } from './rehypeMarks.ts';

/** A stretch of Markdown that is parsed for itself. */
export interface Block {
  text: string;
  /** Where it begins in the whole text, in which the marks are measured. */
  start: number;
  marks: readonly Mark[];
}

/** Whether two blocks look the same. */
export function isSameBlock(a: Block, b: Block | undefined): boolean {
  return (
    a.text === b?.text &&
    a.start === b.start &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, index) => isSameMark(mark, b.marks[index]))
  );
}

const isSameMark = (a: Mark, b: Mark | undefined) =>
  a.id === b?.id && a.offset === b.offset && a.length === b.length;
