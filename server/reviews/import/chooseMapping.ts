import { AppError } from '#server/appError.ts';
import { cutText } from '#server/db/cleanText.ts';
import { guessMapping } from './guessMapping.ts';
import type { ImportEvent } from './importEvent.ts';
import { overrideMapping } from './overrideMapping.ts';

const SHOWN_POINTS = 200;

/**
 * How a file's columns will be read, from its first rows and the owner's own words, with a row to judge it by.
 * @throws AppError `mapping-invalid`; `text-column-missing` when no column can be the text
 */
export function chooseMapping(
  first: Record<string, string>,
  sample: readonly Record<string, string>[],
  map: string,
): Extract<ImportEvent, { type: 'mapping' }> {
  const columns = [...new Set(sample.flatMap((record) => Object.keys(record)))];
  const mapping = overrideMapping(guessMapping(columns, sample), map, columns);
  if (mapping.text === undefined) {
    throw new AppError(
      'text-column-missing',
      `None of the columns looks like the text of a review (${columns.slice(0, 30).join(', ')}). Say which one it is: --map COLUMN=text`,
    );
  }
  const sampleRow = Object.fromEntries(
    Object.entries(first).map(([column, cell]) => [column, cutText(cell, SHOWN_POINTS)]),
  );
  return { type: 'mapping', columns, mapping, sampleRow };
}
