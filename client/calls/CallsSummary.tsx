import type { ReactNode } from 'react';
import type { UsageTotals } from '#shared/usageTotals.ts';
import { Cost, Count } from '../ui/Amount.tsx';

/** What exactly the filtered calls add up to, and how much of that is not certain. */
export function CallsSummary({ totals }: { totals: UsageTotals | undefined }) {
  const of = (key: Exclude<keyof UsageTotals['models'][number], 'model'>) =>
    totals?.models.reduce((sum, model) => sum + model[key], 0) ?? 0;
  const [unpriced, estimated] = [of('unpricedCalls'), of('estimatedCalls')];
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
      <dl className="contents">
        <Figure name="Calls">{totals && <Count count={of('llmCalls')} />}</Figure>
        <Figure name="Tokens in">{totals && <Count count={of('promptTokens')} />}</Figure>
        <Figure name="Tokens out">{totals && <Count count={of('completionTokens')} />}</Figure>
        <Figure name="Cost">{totals && <Cost nano={of('costNanoUsd')} />}</Figure>
      </dl>
      {(unpriced > 0 || estimated > 0) && (
        <div className="col-span-2 grid max-w-72 content-end text-xs text-ink-soft">
          {unpriced > 0 && (
            <p>
              <Count count={unpriced} unit="call" /> without a known price: not in the cost.
            </p>
          )}
          {estimated > 0 && (
            <p>
              <Count count={estimated} unit="call" /> with tokens that were estimated.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="min-h-7 text-lg font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
