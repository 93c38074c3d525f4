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
  for (const pair of map.split(',')) {
    if (pair.trim() === '') continue;
    const cut = pair.lastIndexOf('=');
    const [left, right] = [pair.slice(0, Math.max(0, cut)).trim(), pair.slice(cut + 1).trim()];
    const column = columnOf(left, columns);
    if (cut < 0) throw unclear(pair, columns);
    if (right === '' && column !== undefined) {
      unmap(mapping, column);
      continue;
    }
    const field = fieldOf(right);
    if (field !== undefined && column !== undefined) {
      unmap(mapping, column);
      mapping[field] = column;
      continue;
    }
    const swappedField = fieldOf(left);
    const swappedColumn = columnOf(right, columns);
    if (swappedField === undefined || swappedColumn === undefined) throw unclear(pair, columns);
    unmap(mapping, swappedColumn);
    mapping[swappedField] = swappedColumn;
  }
  return mapping;
}

function wholeMapping(map: string, columns: readonly string[]): ReviewMapping {
  const mapping = reviewMapping.safeParse(parsedJson(map)).data;
  if (!mapping || Object.values(mapping).some((column) => !columns.includes(column)))
    throw unclear(map, columns);
  return mapping;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unmap(mapping: ReviewMapping, column: string): void {
  for (const field of reviewFields) if (mapping[field] === column) delete mapping[field];
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
