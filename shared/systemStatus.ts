import { z } from 'zod';
import { role } from './llmCall.ts';

/** What the page says about the machine behind it: which models answer, and how to connect one when none does. */
export const systemStatus = z.object({
  version: z.string(),
  /** Which build of the page is served; null when none is. A page of another build is out of date. */
  build: z.string().nullable(),
  models: z.record(role, z.string()),
  /** True when no language model is connected and the offline engine answers. */
  offline: z.boolean(),
  /** How to connect a model, in one line; null when one is connected. */
  hint: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type SystemStatus = z.infer<typeof systemStatus>;
