import type { ChartTable } from './ChartTable.ts';

/** Saves a table as a file. Cells that a spreadsheet would run begin with `'`. */
export async function downloadCsv(name: string, { head, rows }: ChartTable): Promise<void> {
  // as big as the page itself, and seldom wanted
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  const cells = [head, ...rows.map((row) => row.map(({ exact }) => exact))];
  const text = stringify(cells, { escape_formulas: true });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
