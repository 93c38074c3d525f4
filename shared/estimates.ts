import { addCall, type CallAmounts } from './addCall.ts';
import type { CallPrice } from './callPrice.ts';
import type { Totals } from './chatEvent.ts';
import { type CallView, noTotals, type RunView, type StepView } from './runView.ts';

/** Roughly how many UTF-16 units of prose one token is, until the provider has counted. */
const unitsPerToken = 4;

/** About as many tokens as a text of so many UTF-16 units has. */
export function roughTokens(units: number): number {
  return Math.ceil(units / unitsPerToken);
}

/** What tokens cost at a price, in whole nano-dollars; null where no price is known. */
export function roughCost(
  price: CallPrice | null | undefined,
  tokens: { promptTokens: number; completionTokens: number },
): number | null {
  if (!price) return null;
  const { promptTokens, completionTokens } = tokens;
  return Math.round(
    (promptTokens * price.promptNanoUsd + completionTokens * price.completionNanoUsd) / 1_000_000,
  );
}

/** What a call took: as it was counted once it is over; until then an estimate by the length of the answer so far. */
export function callAmounts(call: CallView, answerUnits: number): CallAmounts {
  const { usage, costNanoUsd } = call;
  if (call.status !== 'open') return { usage, costNanoUsd };
  const promptTokens = call.estimatedPromptTokens;
  const completionTokens = call.callType === 'CHAT' ? roughTokens(answerUnits) : 0;
  const tokens = { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
  return { usage: { ...tokens, source: 'estimated' }, costNanoUsd: roughCost(call.price, tokens) };
}

/** Sums over the calls of some steps, those that are open estimated. */
export function stepTotals(steps: readonly StepView[], answerUnits: number): Totals {
  return steps
    .flatMap((step) => step.children)
    .reduce(
      (totals, child) =>
        child.kind === 'call'
          ? addCall(totals, { status: child.status, ...callAmounts(child, answerUnits) })
          : totals,
      noTotals,
    );
}

/** A run's totals: the ledger's own once it is over, until then sums in which what is open is estimated. */
export function liveTotals(view: RunView): Totals {
  return view.endedAt === null ? stepTotals(view.steps, view.answer.length) : view.totals;
}

/** The money in some totals; null where none of their calls has a known price. */
export function knownCost({
  unpricedCalls,
  costNanoUsd,
}: Pick<Totals, 'unpricedCalls' | 'costNanoUsd'>): number | null {
  return unpricedCalls > 0 && costNanoUsd === 0 ? null : costNanoUsd;
}
