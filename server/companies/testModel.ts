import { callOutsideRun } from '#server/llm/callOutsideRun.ts';
import type { Services } from '#server/services.ts';
import type { CallOutsideRun } from '#shared/callOutsideRun.ts';
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
  services: Services,
  tester: Tester,
  signal: AbortSignal,
): Promise<CallOutsideRun> {
  const { role } = tester;
  const call = {
    role,
    model: (await services.models.of(tester.companyId))[role],
    instructions,
    messages: [{ role: 'user' as const, content: 'Hello, can you hear me?' }],
    maxOutputTokens,
    metadata: { purpose: 'settings test' },
  };
  return callOutsideRun(services, tester, call, signal);
}
