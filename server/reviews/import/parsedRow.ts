/** One row of a file: its cells by column name, or why it can't be read. Lines count from 1, as editors show them. */
export type ParsedRow =
  | { lineNumber: number; record: Record<string, string> }
  | { lineNumber: number; reason: string };

/** Characters of one row; more is an unclosed quote or no file of reviews, and would fill the memory. */
export const MAX_ROW_CHARACTERS = 10_000_000;
