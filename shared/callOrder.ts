import { z } from 'zod';

/** What a list of calls is sorted by. */
const callSort = z.enum(['time', 'cost', 'tokens', 'duration']);

/** Newest or most first, unless `ascending`; calls without the measure come last either way. */
export const callOrder = z.object({ sort: callSort.default('time'), ascending: z.boolean().default(false) });
export type CallOrder = z.infer<typeof callOrder>;
