import type { Measurement } from './measure.ts';

/** A row per contestant: medians over the rounds, the least beside it, ratios to the first one. */
export function table(rounds: Measurement[][], streams: number): string {
  const byName = Map.groupBy(rounds.flat(), (measurement) => measurement.name);
  const [first = []] = byName.values();
  const rows = [...byName].map(([name, all]) => [
    name,
    cpuOf(all).toFixed(1),
    Math.min(...all.map((one) => one.cpuPerToken)).toFixed(1),
    `${(cpuOf(all) / cpuOf(first)).toFixed(2)}x`,
    kibibytes(all.map((one) => one.livePerStream)),
    kibibytes(all.map((one) => one.residentPerStream)),
    percent(all.map((one) => one.keptUp)),
    percent(all.map((one) => one.waited)),
    delayOf(all),
    `${Math.min(...all.map((one) => one.whole))} of ${streams}`,
  ]);
  const header = [
    '',
    'µs/token',
    'least',
    `to ${first[0]?.name ?? ''}`,
    'live/stream',
    'RSS/stream',
    'kept up',
    'waited',
    'delay p50 / p99',
    'whole',
  ];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [header, ...rows].map(line).join('\n');
}

const percent = (shares: number[]) => `${(100 * median(shares)).toFixed(0)} %`;
const kibibytes = (bytes: number[]) => `${(median(bytes) / 1_024).toFixed(0)} KiB`;

function delayOf(measurements: Measurement[]): string {
  const middle = median(measurements.map((one) => one.delayMs.median));
  return `${middle.toFixed(0)} / ${median(measurements.map((one) => one.delayMs.p99)).toFixed(0)} ms`;
}

const cpuOf = (measurements: Measurement[]) => median(measurements.map((one) => one.cpuPerToken));

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (low + (sorted[Math.floor(middle)] ?? low)) / 2;
}
