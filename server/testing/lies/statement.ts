/** A paragraph of an answer, of one kind. */
export interface Statement {
  kind: string;
  written: string;
  /** What must not be shown of it; null where nothing of it is false. */
  lie: RegExp | null;
}

/** Statements of a kind that are all false in the same way. */
export const lies = (
  kind: string,
  statements: readonly (readonly [written: string, lie: RegExp])[],
): Statement[] => statements.map(([written, lie]) => ({ kind, written, lie }));

/** Statements of a kind that are all true. */
export const truths = (kind: string, statements: readonly string[]): Statement[] =>
  statements.map((written) => ({ kind, written, lie: null }));

/** A text as it stands, for a pattern. */
export const literal = (text: string | number): string => String(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A number as a whole, not as a part of another. */
export const number = (value: string | number): RegExp => new RegExp(`(?<![\\d.])${literal(value)}(?![\\d])`);
