import { z } from 'zod';

/** The fields a column can be read as. */
export const reviewFields = [
  'text',
  'title',
  'rating',
  'product',
  'source',
  'author',
  'language',
  'reviewedAt',
  'id',
] as const;
export type ReviewField = (typeof reviewFields)[number];

/** Which column each field is read from; a field without a column is absent. */
export const reviewMapping = z.partialRecord(z.enum(reviewFields), z.string());
export type ReviewMapping = z.infer<typeof reviewMapping>;
