import { z } from 'zod';

/** What tokens that were free would have cost with models that are not; never part of any sum. */
export const wouldCost = z.object({
  /** Null when no price is known today. */
  costNanoUsd: z.number().int().nullable(),
  /** Without their vendors, the planner's first: `gpt-5-nano`, `claude-sonnet-4.5`. */
  models: z.array(z.string()),
});
export type WouldCost = z.infer<typeof wouldCost>;
