import { z } from 'zod';
import { reviewFilter } from './reviewFilter.ts';

/** A question worth asking about a company's reviews, and the reviews that make it worth it. */
export const suggestion = z.object({
  /** What it is about, in the customers' words: `Crashes`. */
  label: z.string(),
  question: z.string(),
  /** Reviews that `filter` lets pass. */
  count: z.number().int(),
  /** What the reviews are called: `negative reviews`. */
  noun: z.string(),
  filter: reviewFilter,
});
export type Suggestion = z.infer<typeof suggestion>;
