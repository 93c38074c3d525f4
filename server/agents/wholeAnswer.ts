import { AppError } from '#server/appError.ts';
import type { CallOutcome } from '#server/llm/modelCall.ts';

/** The outcome, if the model gave a whole answer; throws the AppError that says what it gave instead. */
export function wholeAnswer(outcome: CallOutcome): CallOutcome {
  if (outcome.status === 'done') return outcome;
  const code = outcome.error?.code ?? `call-${outcome.status}`;
  const message = outcome.error?.message ?? 'The model stopped before its answer was complete.';
  throw new AppError(code, message, { status: 503, retryable: outcome.error?.retryable ?? true });
}
