import { z } from 'zod';
import { totals } from './chatEvent.ts';

/** What each model was used for: sums over exactly the ledger rows that the filter names. */
export const usageTotals = z.object({ models: z.array(totals.extend({ model: z.string() })) });
export type UsageTotals = z.infer<typeof usageTotals>;
