import { z } from 'zod';

/** What a model costs per million tokens, in nano-dollars: what an open call is estimated by until the ledger knows. */
export const callPrice = z.object({ promptNanoUsd: z.number().int(), completionNanoUsd: z.number().int() });
export type CallPrice = z.infer<typeof callPrice>;
