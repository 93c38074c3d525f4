import type { CallFilters } from './callFilters.ts';

/** The address of a file with exactly these calls. */
export function exportUrl(companyId: string, filters: CallFilters, format: 'csv' | 'jsonl'): string {
  const { session, run, user, type, ...same } = filters;
  const names = { session_id: session, run_id: run, user_id: user, call_type: type, ...same };
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  const query = given.map(([name, value]): [string, string] => [name, String(value)]);
  return `/api/v1/calls/export?${new URLSearchParams([['format', format], ['company_id', companyId], ...query])}`;
}
