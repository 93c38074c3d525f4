import type { ImportPreview } from '#shared/importPreview.ts';
import { type ReviewField, type ReviewMapping, reviewFields } from '#shared/reviewMapping.ts';

interface PreviewTableProps {
  preview: ImportPreview;
  onMapping: (mapping: ReviewMapping) => void;
}

/** The file's columns, what each is read as, and the first rows as they would be stored. */
export function PreviewTable({ preview, onMapping }: PreviewTableProps) {
  const { columns, mapping, rows } = preview;
  const fieldOf = (column: string) => reviewFields.find((field) => mapping[field] === column);
  // what is used comes first: a wide export has more columns than a screen
  const used = reviewFields.flatMap((field) => mapping[field] ?? []);
  const shown = [...used, ...columns.filter((column) => !used.includes(column))];
  const choose = (column: string, chosen: string) => {
    const kept = Object.entries(mapping).filter(([field, from]) => from !== column && field !== chosen);
    onMapping(Object.fromEntries(chosen === '' ? kept : [...kept, [chosen, column]]));
  };
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">The first rows as they would be stored</caption>
        <thead className="border-b border-line bg-raised align-bottom">
          <tr>
            {shown.map((column) => (
              <th
                key={column}
                scope="col"
                className={`px-3 py-2 font-medium ${column === mapping.text ? 'min-w-72' : 'min-w-32'}`}
              >
                <label className="grid gap-1">
                  <span className="max-w-48 truncate text-xs text-ink-soft">{column || '(no name)'}</span>
                  <select
                    value={fieldOf(column) ?? ''}
                    onChange={(event) => choose(column, event.target.value)}
                    className="h-9 rounded-md border border-line bg-surface px-1"
                  >
                    <option value="">Not used</option>
                    {reviewFields.map((field) => (
                      <option key={field} value={field}>
                        {nameOf(field)}
                      </option>
                    ))}
                  </select>
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} className="border-b border-line align-top last:border-b-0">
              {shown.map((column) => {
                const field = fieldOf(column);
                const stored = field && row.stored?.[field];
                return (
                  <td key={column} className={`px-3 py-2 ${stored === undefined ? 'text-ink-faint' : ''}`}>
                    <span className="line-clamp-3 max-w-96 wrap-anywhere">
                      {shownCell(field, stored ?? row.cells[column])}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A moment without what nobody reads: `2024-08-04 19:01`. */
const shownCell = (field: ReviewField | undefined, cell: string | number | null | undefined) =>
  field === 'reviewedAt' && typeof cell === 'string'
    ? cell.replace(/^([\d-]{10})T(\d\d:\d\d).*$/, '$1 $2').replace(/ 00:00$/, '')
    : cell;

const nameOf = (field: ReviewField) =>
  field === 'reviewedAt' ? 'Date' : field.replace(/^./, (letter) => letter.toUpperCase());
