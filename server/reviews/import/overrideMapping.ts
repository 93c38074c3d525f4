import { AppError } from '#server/appError.ts';
import { type ReviewField, type ReviewMapping, reviewFields, reviewMapping } from '#shared/reviewMapping.ts';

/**
 * A guessed mapping with the owner's own words on top: `Body=text,Stars=rating` (or the other way round where only
 * that makes sense); `Stars=` leaves a column out. A JSON object, `{"text":"Body"}`, is the whole mapping instead.
 * @throws AppError `mapping-invalid` for what names no column or no field
 */
export function overrideMapping(
  guess: ReviewMapping,
  map: string,
  columns: readonly string[],
): ReviewMapping {
  if (map.trimStart().startsWith('{')) return wholeMapping(map, columns);
  const mapping = { ...guess };
  for (const pair of map.split(',').filter((pair) => pair.trim() !== '')) {
    const { column, field } = readPair(pair, columns);
    for (const known of reviewFields) if (mapping[known] === column) delete mapping[known];
    if (field) mapping[field] = column;
  }
  return mapping;
}

function wholeMapping(map: string, columns: readonly string[]): ReviewMapping {
  try {
    const mapping = reviewMapping.parse(JSON.parse(map));
    if (Object.values(mapping).every((column) => columns.includes(column))) return mapping;
  } catch {
    // no JSON, or no mapping: told in the same words as an unknown column
  }
  throw unclear(map, columns);
}

/** One `column=field`; without a field the column is left out. */
function readPair(pair: string, columns: readonly string[]): { column: string; field?: ReviewField } {
  const [, left, right] = pair.match(/^([^]*)=([^]*)$/)?.map((side) => side.trim()) ?? [];
  if (left === undefined || right === undefined) throw unclear(pair, columns);
  const column = columnOf(left, columns);
  const field = fieldOf(right);
  if (column !== undefined && field) return { column, field };
  if (column !== undefined && right === '') return { column };
  const swapped = { column: columnOf(right, columns), field: fieldOf(left) };
  if (swapped.column === undefined || !swapped.field) throw unclear(pair, columns);
  return { column: swapped.column, field: swapped.field };
}

function fieldOf(name: string): ReviewField | undefined {
  return reviewFields.find((field) => field.toLowerCase() === name.toLowerCase().replaceAll('_', ''));
}

function columnOf(name: string, columns: readonly string[]): string | undefined {
  return (
    columns.find((column) => column === name) ??
    columns.find((column) => column.toLowerCase() === name.toLowerCase())
  );
}

function unclear(pair: string, columns: readonly string[]): AppError {
  const named = columns.slice(0, 30).map((column) => (column === '' ? '(no name)' : column));
  return new AppError(
    'mapping-invalid',
    `"${pair.trim().slice(0, 100)}" is no column=field. The columns are ${named.join(', ')}; the fields ${reviewFields.join(', ')}.`,
  );
}
