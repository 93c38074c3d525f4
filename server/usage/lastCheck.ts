import type { UsageCheck } from '#shared/usageReport.ts';

/** What the last comparison of the kept sums with the ledger found. */
export async function lastCheck(): Promise<UsageCheck> {
  return null;
}
