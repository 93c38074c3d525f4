const MAX_DEPTH = 4;

/**
 * A JSON object as a row of text cells: `{ author: { name: 'Ada' } }` becomes the column `author.name`, lists of
 * plain values are joined by commas. Null when the value is no object.
 */
export function flatRecord(value: unknown): Record<string, string> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(cellsOf(value, '', 1));
}

function cellsOf(object: object, prefix: string, depth: number): [string, string][] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && depth < MAX_DEPTH) return cellsOf(value, `${prefix}${key}.`, depth + 1);
    return [[prefix + key, cellOf(value)]];
  });
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}
