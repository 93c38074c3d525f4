import { z } from 'zod';
import { callStatus } from '#shared/llmCall.ts';

const text = z.string().optional().catch(undefined);

/** What the table of calls is narrowed to; all of it stands in the address. */
export const callFilters = z.object({
  session: text,
  run: text,
  model: text,
  status: callStatus.optional().catch(undefined),
});
export type CallFilters = z.infer<typeof callFilters>;
