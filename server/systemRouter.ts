import { systemStatus } from '#shared/systemStatus.ts';
import { guarded, router } from './trpc.ts';

export const systemRouter = router({
  /** Which models answer, and how to connect one when none does. */
  status: guarded({ who: 'anyone', guards: 'nothing' })
    .output(systemStatus)
    .query(({ ctx }) => ctx.services.status),
});
