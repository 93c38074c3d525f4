import { z } from 'zod';
import { callFilter } from '#shared/callFilter.ts';

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
  words: shape.words.catch(undefined),
  unpriced: z.literal(true).optional().catch(undefined),
  estimated: z.literal(true).optional().catch(undefined),
  failed: z.literal(true).optional().catch(undefined),
  overhead: z.literal(true).optional().catch(undefined),
});
export type CallFilters = z.infer<typeof callFilters>;
