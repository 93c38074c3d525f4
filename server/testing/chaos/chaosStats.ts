import type { WitnessLine } from './witnessLine.ts';

/** Counts over the finished requests that the witness still holds in memory, and what is open now. */
export interface ChaosStats {
  requests: number;
  open: number;
  maxConcurrent: number;
  byEnd: Record<string, number>;
  byFault: Record<string, number>;
  byStatus: Record<string, number>;
}

export function chaosStats(lines: readonly WitnessLine[], open: number, maxConcurrent: number): ChaosStats {
  const ended = lines.filter((line) => line.phase === 'end');
  const countBy = (key: (line: WitnessLine) => unknown): Record<string, number> => {
    const counts = new Map<string, number>();
    for (const line of ended) counts.set(String(key(line)), (counts.get(String(key(line))) ?? 0) + 1);
    return Object.fromEntries(counts);
  };
  return {
    requests: lines.length - ended.length,
    open,
    maxConcurrent,
    byEnd: countBy((line) => line.ended),
    byFault: countBy((line) => line.fault),
    byStatus: countBy((line) => line.status),
  };
}
