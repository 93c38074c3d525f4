/** Writes rows of figures under their names, a line each as they come. */
export function printTable(rows: readonly Record<string, unknown>[], withNames: boolean): void {
  for (const [index, row] of rows.entries()) {
    if (withNames && index === 0) process.stdout.write(`${Object.keys(row).join('  ')}\n`);
    const cells = Object.entries(row).map(([name, value]) => String(value ?? '-').padStart(name.length));
    process.stdout.write(`${cells.join('  ')}\n`);
  }
}
