import { inCompany } from '#server/db/inCompany.ts';
import type { Services } from '#server/services.ts';
import type { CallOutsideRun } from '#shared/callOutsideRun.ts';
import type { CallModel, CallOutcome, ModelCall } from './modelCall.ts';

interface Caller {
  companyId: string;
  userId: string;
}

/**
 * Makes a call that belongs to no question, such as a test or a replay: in the ledger like any other, without run,
 * step or session.
 * @throws AppError `company-not-found`, `model-without-key`, `ledger-unavailable`
 */
export async function callOutsideRun(
  { database, chat }: Services,
  { companyId, userId }: Caller,
  call: Omit<ModelCall, 'stepId' | 'callType'>,
  signal: AbortSignal,
): Promise<CallOutsideRun> {
  return inCompany(database.fork(), companyId, async () => {
    const startedMs = performance.now();
    const callModel = chat.door({
      owner: { companyId, userId, sessionId: null, runId: null, epoch: 0 },
      mayCall: () => undefined,
      onSettled: () => undefined,
    });
    const outcome = await outcomeOf(callModel({ ...call, callType: 'CHAT', stepId: '' }, signal));
    return {
      callId: outcome.callId,
      model: call.model,
      status: outcome.status,
      answer: outcome.text,
      usage: outcome.usage,
      costNanoUsd: outcome.costNanoUsd,
      ms: Math.round(performance.now() - startedMs),
      error: outcome.error?.message ?? null,
    };
  });
}

async function outcomeOf(call: ReturnType<CallModel>): Promise<CallOutcome> {
  for (;;) {
    const { done, value } = await call.next();
    if (done) return value;
  }
}
