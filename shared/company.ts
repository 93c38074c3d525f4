import { z } from 'zod';

export const company = z.object({
  id: z.string(),
  name: z.string(),
  reviews: z.number().int(),
  isSample: z.boolean(),
});
export type Company = z.infer<typeof company>;
