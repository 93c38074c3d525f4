import { z } from 'zod';
import { usageFilter } from '#shared/usageFilter.ts';

const { shape } = usageFilter;

/** Stretches that are often wanted; each ends now. */
export const usageRanges = ['today', '7d', '30d', '90d', '12m', 'all'] as const;
export type UsageRange = (typeof usageRanges)[number];

/** What the figures are about and how they are drawn, as the address says it; what is not valid there is left out. */
export const usageSearch = z.object({
  range: z.enum(usageRanges).optional().catch(undefined),
  /** Days or moments, instead of a range. */
  since: shape.since.catch(undefined),
  until: shape.until.catch(undefined),
  zone: shape.zone.unwrap().optional().catch(undefined),
  model: shape.model.catch(undefined),
  user: shape.userId.catch(undefined),
  session: shape.sessionId.catch(undefined),
  role: shape.role.catch(undefined),
  type: shape.callType.catch(undefined),
  status: shape.status.catch(undefined),
  /** What charts and rankings measure, and what the chart over time is stacked by. */
  measure: z.enum(['cost', 'tokens', 'calls']).optional().catch(undefined),
  by: z.enum(['model', 'user', 'role']).optional().catch(undefined),
});
export type UsageSearch = z.infer<typeof usageSearch>;

/** Who and what, of any time: taking all of them away at once. */
export const noUsageNarrowing = {
  model: undefined,
  user: undefined,
  session: undefined,
  role: undefined,
  type: undefined,
  status: undefined,
} satisfies Partial<UsageSearch>;

/** Whether only some of the calls of the stretch are counted. */
export const isNarrowed = (search: UsageSearch) =>
  Object.keys(noUsageNarrowing).some((name) => search[name as keyof typeof noUsageNarrowing] !== undefined);
