import { z } from 'zod';
import { role } from './llmCall.ts';

/** Which model plays which role for a company, and what the person may choose from. */
export const companySettings = z.object({
  roles: z.array(
    z.object({
      role,
      /** In force from the next question on. */
      model: z.string(),
      /** What holds when the company has chosen nothing. */
      standard: z.string(),
      isChosen: z.boolean(),
    }),
  ),
  /** What the endpoints list; empty: any name may be written. */
  offered: z.array(z.string()),
  problems: z.array(z.string()),
  endpoints: z.array(z.object({ provider: z.string(), host: z.string() })),
  /** Names of the variables that are set to a key; never a key. */
  keys: z.array(z.string()),
  database: z.enum(['pglite', 'postgres']),
});
export type CompanySettings = z.infer<typeof companySettings>;

/** A model's name as an endpoint knows it. */
export const modelName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'must be a model id such as vendor/model, without spaces');
