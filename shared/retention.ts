import { z } from 'zod';
import { namedCompany } from './limits.ts';

const days = z.number().int().min(1).max(3_650);

export const setRetention = namedCompany.extend({
  /** Null: for ever. */
  textsKeptDays: days.nullable(),
});
export type SetRetention = z.infer<typeof setRetention>;

export const previewRetention = namedCompany.extend({ days });
export type PreviewRetention = z.infer<typeof previewRetention>;

const count = z.number().int();
const amounts = z.object({
  questions: count,
  /** Rows of the ledger, those of no question included. */
  calls: count,
  messages: count,
  /** Entries in the logs of these questions. */
  events: count,
});
export type RetentionAmounts = z.infer<typeof amounts>;

/** What would lose its texts. */
export const retentionPreview = amounts.extend({ oldestAt: z.string().nullable() });
export type RetentionPreview = z.infer<typeof retentionPreview>;

/** How long a company keeps texts, and what the last round took. */
export const retention = z.object({
  textsKeptDays: z.number().int().nullable(),
  /** Texts are being removed, or will be within a minute. */
  isWorking: z.boolean(),
  lastRound: amounts.extend({ at: z.string() }).nullable(),
});
export type Retention = z.infer<typeof retention>;
