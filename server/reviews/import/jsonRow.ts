import type { ParsedRow } from './parsedRow.ts';

const MAX_DEPTH = 4;

/**
 * A JSON object as a row of text cells: `{ author: { name: 'Ada' } }` becomes the column `author.name`, lists of
 * plain values are joined by commas.
 */
export function jsonRow(json: string, lineNumber: number): ParsedRow {
  try {
    const value: unknown = JSON.parse(json);
    if (!isObject(value)) return { lineNumber, reason: 'not a JSON object' };
    return { lineNumber, record: Object.fromEntries(cellsOf(value, '', 1)) };
  } catch {
    return { lineNumber, reason: 'not valid JSON' };
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellsOf(object: object, prefix: string, depth: number): [string, string][] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    isObject(value) && depth < MAX_DEPTH
      ? cellsOf(value, `${prefix}${key}.`, depth + 1)
      : [[prefix + key, cellOf(value)]],
  );
}

function cellOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}
