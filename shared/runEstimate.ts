import { z } from 'zod';
import { wouldCost } from './wouldCost.ts';

/** What an answer will take, before it is asked for. */
export const runEstimate = z.object({
  totalTokens: z.number().int(),
  /** Null when a model's price is not known. */
  costNanoUsd: z.number().int().nullable(),
  /** Present where the models in use are free. */
  wouldCost: wouldCost.nullable(),
  /** Answers whose median this is; 0: what answers over the sample take. */
  basedOn: z.number().int(),
});
export type RunEstimate = z.infer<typeof runEstimate>;
