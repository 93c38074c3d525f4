import { inCompany } from '#server/db/inCompany.ts';
import type { CallModel, CallOutcome } from '#server/llm/modelCall.ts';
import type { Services } from '#server/services.ts';
import type { ModelTest } from '#shared/companySettings.ts';
import type { Role } from '#shared/llmCall.ts';

const instructions =
  'Role: Settings Test\nSomebody tries whether you can be reached. Answer in one short, friendly sentence.';
/** Models that think first need room for it. */
const maxOutputTokens = 1_000;

interface Tester {
  companyId: string;
  userId: string;
  role: Role;
}

/**
 * Asks the model of a role for one sentence: a call like any other in the ledger, without a run.
 * @throws AppError `company-not-found`, `model-without-key`, `ledger-unavailable`
 */
export async function testModel(
  { database, chat, models }: Services,
  { companyId, userId, role }: Tester,
  signal: AbortSignal,
): Promise<ModelTest> {
  return inCompany(database.fork(), companyId, async () => {
    const model = (await models.of(companyId))[role];
    const startedMs = performance.now();
    const callModel = chat.door({
      owner: { companyId, userId, sessionId: null, runId: null, epoch: 0 },
      mayCall: () => undefined,
      onSettled: () => undefined,
    });
    const outcome = await outcomeOf(
      callModel(
        {
          role,
          model,
          callType: 'CHAT',
          stepId: '',
          instructions,
          messages: [{ role: 'user', content: 'Hello, can you hear me?' }],
          maxOutputTokens,
          metadata: { purpose: 'settings test' },
        },
        signal,
      ),
    );
    return {
      callId: outcome.callId,
      model,
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
