import { AppError } from '#server/appError.ts';
import type { Settlement } from '#server/llm/ledger.ts';
import { addCall } from '#shared/addCall.ts';
import type { Totals } from '#shared/chatEvent.ts';
import { noTotals } from '#shared/runView.ts';

/** Counts what a run uses, call by call, and says when it has had enough. */
export function createRunMeter(limits: { calls: number; tokens: number }) {
  let totals: Totals = noTotals;
  let opened = 0;
  let stopped = 0;
  return {
    totals: () => totals,
    stoppedCalls: () => stopped,
    /** @throws AppError `run-limit` when the run may make no further call */
    mayCall(): void {
      if (opened >= limits.calls || totals.totalTokens >= limits.tokens) {
        const what =
          opened >= limits.calls
            ? `${limits.calls} model calls`
            : `${limits.tokens.toLocaleString('en-US')} tokens`;
        throw new AppError(
          'run-limit',
          `This question needed more than the ${what} that one answer may use.`,
        );
      }
      opened += 1;
    },
    settled(call: Settlement): void {
      totals = addCall(totals, call);
      if (call.status === 'stopped') stopped += 1;
    },
  };
}

export type RunMeter = ReturnType<typeof createRunMeter>;
