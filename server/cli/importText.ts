import type { ImportEvent, ImportReport, LineNotes } from '#shared/importEvent.ts';
import type { ImportPreview } from '#shared/importPreview.ts';
import type { ImportRecord } from '#shared/importRecord.ts';
import { formatCount } from '#shared/money.ts';
import { reviewFields } from '#shared/reviewMapping.ts';

const CELL_WIDTH = 60;

type ReadColumns = Pick<Extract<ImportEvent, { type: 'mapping' }>, 'columns' | 'mapping' | 'sampleRow'>;

/** Which column is read as what, beside a row of the file. */
export function mappingLines({ columns, mapping, sampleRow }: ReadColumns): string[] {
  const used = reviewFields.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [{ field, column }];
  });
  const width = Math.max(...used.map(({ column }) => nameOf(column).length));
  const unused = columns.filter((column) => used.every((pair) => pair.column !== column));
  return [
    'Columns, what they are read as, and the first row (change it with --map COLUMN=FIELD,…):',
    ...used.map(({ field, column }) => {
      const cell = shortened(sampleRow[column] ?? '');
      return `  ${nameOf(column).padEnd(width)}  ${field.padEnd(10)}  ${cell}`.trimEnd();
    }),
    ...(unused.length === 0 ? [] : [`  not used: ${unused.map(nameOf).join(', ')}`]),
  ];
}

/** The first rows as they would be stored, and how many look bad. */
export function previewLines(preview: ImportPreview): string[] {
  const { rows, read, bad, noted, isCut } = preview;
  const [first] = rows;
  return [
    ...mappingLines({ ...preview, sampleRow: first?.cells ?? {} }),
    'As they would be stored:',
    ...rows.flatMap(({ line, stored, reason }) => [
      `  line ${line}${reason === null ? '' : `: not at all, ${reason}`}`,
      ...Object.entries(stored ?? {}).map(([field, value]) => `    ${field.padEnd(10)}  ${shortened(value)}`),
    ]),
    `Of ${isCut ? 'the first ' : ''}${rowsOf(read)} ${formatCount(bad.count)} could not be used`,
    ...listed(bad),
    ...(noted.count === 0 ? [] : [`${formatCount(noted.count)} would lose something`, ...listed(noted)]),
    ...(preview.mapping.text === undefined
      ? ['No column is the text yet: say which one with --map COLUMN=text']
      : []),
    'Nothing was written.',
  ];
}

/** What was added, what was not, and why, line by line. */
export function reportLines({ read, added, alreadyThere, bad, noted }: ImportReport): string[] {
  return [
    `${rowsOf(read)} read: ${formatCount(added)} added, ${formatCount(alreadyThere)} were there already, ${formatCount(bad.count)} could not be used`,
    ...listed(bad),
    ...(bad.count === 0 ? [] : ['Mend these lines and import the file again: only what is new is added.']),
    ...(noted.count === 0
      ? []
      : [`${formatCount(noted.count)} were added with something left out`, ...listed(noted)]),
  ];
}

function listed({ count, first }: LineNotes): string[] {
  const lines = first.map(({ line, reason }) => `  line ${line}: ${reason}`);
  return count > first.length ? [...lines, `  … and ${formatCount(count - first.length)} more`] : lines;
}

function shortened(cell: string): string {
  const line = cell.replace(/\s+/g, ' ');
  return line.length > CELL_WIDTH ? `${line.slice(0, CELL_WIDTH - 1)}…` : line;
}

/** An earlier attempt at the same file, which goes on. */
export function resumeLine({ added, startedAt }: { added: number; startedAt: string }): string {
  return `Going on with the import of ${dayOf(startedAt)}, which had added ${formatCount(added)} reviews when it broke off`;
}

/** One earlier import; what broke off says how to go on. */
export function recordLine({ id, filename, status, added, startedAt }: ImportRecord): string {
  const goesOn = status === 'interrupted' || status === 'stopped' || status === 'failed';
  const advice = goesOn ? '; import the same file again to go on' : '';
  return `import ${id}  ${dayOf(startedAt)}  ${filename || '(no name)'}  ${formatCount(added)} added, ${status}${advice}`;
}

const nameOf = (column: string) => (column === '' ? '(no name)' : column);
const rowsOf = (count: number) => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
const dayOf = (moment: string) => moment.slice(0, 16).replace('T', ' ');
