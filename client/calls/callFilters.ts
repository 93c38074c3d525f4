import { z } from 'zod';
import { type CallFilter, callFilter } from '#shared/callFilter.ts';

const { shape } = callFilter;

/** What the list of calls is narrowed to, as its address says it; what is not valid there is left out. */
export const callFilters = z.object({
  session: shape.sessionId.catch(undefined),
  run: shape.runId.catch(undefined),
  user: shape.userId.catch(undefined),
  model: shape.model.catch(undefined),
  role: shape.role.catch(undefined),
  status: shape.status.catch(undefined),
  type: shape.callType.catch(undefined),
  since: shape.since.catch(undefined),
  until: shape.until.catch(undefined),
  unpriced: z.literal(true).optional().catch(undefined),
  estimated: z.literal(true).optional().catch(undefined),
  failed: z.literal(true).optional().catch(undefined),
  overhead: z.literal(true).optional().catch(undefined),
});
export type CallFilters = z.infer<typeof callFilters>;

/** No filter at all, for taking all of them away at once. */
export const noCallFilters = Object.fromEntries(
  callFilters.keyof().options.map((name) => [name, undefined]),
) as { [Name in keyof CallFilters]: undefined };

/** The same filter as procedures take it. */
export function callFilterOf({ session, run, user, type, ...same }: CallFilters): CallFilter {
  return { sessionId: session, runId: run, userId: user, callType: type, ...same };
}

/** The address of a file with exactly these calls. */
export function exportUrl(companyId: string, filters: CallFilters, format: 'csv' | 'jsonl'): string {
  const { session, run, user, type, ...same } = filters;
  const names = { session_id: session, run_id: run, user_id: user, call_type: type, ...same };
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  const query = given.map(([name, value]): [string, string] => [name, String(value)]);
  return `/api/v1/calls/export?${new URLSearchParams([['format', format], ['company_id', companyId], ...query])}`;
}
