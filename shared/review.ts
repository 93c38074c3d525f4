import { z } from 'zod';

/** One customer's review. `id` is the owner's own id for it, or one made from its content. */
export const review = z.object({
  id: z.string(),
  companyId: z.string(),
  text: z.string(),
  title: z.string().nullable(),
  rating: z.number().nullable(),
  product: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  language: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});
export type Review = z.infer<typeof review>;
