import { z } from 'zod';
import { reviewFilter } from './reviewFilter.ts';

/**
 * A number that the database counted for an answer, with what it counted: `text` is what the answer says
 * (`41 of 147 negative reviews`, `2.6 of 5`), `label` what it says it of (`Slow mobile app`).
 */
export const figure = z.object({
  n: z.number().int().positive(),
  kind: z.enum(['count', 'average']),
  text: z.string(),
  label: z.string(),
  /** Reviews that `filter` lets pass. */
  count: z.number().int(),
  /** Reviews among which they were counted. */
  base: z.number().int(),
  /** Mean rating of the counted reviews; null where none has one. */
  average: z.number().nullable(),
  /** Opens the list of exactly the counted reviews. */
  filter: reviewFilter,
  /** The use of a tool that counted it; absent where the reviews that were read were counted. */
  toolId: z.string().optional(),
});
export type Figure = z.infer<typeof figure>;
