import type { CallView, RunView } from '#shared/runView.ts';
import { Cost, Count, Duration } from '../ui/Amount.tsx';

/** What a stop left behind: after how long, which calls it cut, and what those had used by then. */
export function StopReceipt({ view }: { view: RunView }) {
  const calls = view.steps
    .flatMap(({ children }) => children)
    .filter((child): child is CallView => child.kind === 'call' && child.status !== 'rejected');
  const cut = calls.flatMap((call, at) => (call.status === 'stopped' ? [{ call, number: at + 1 }] : []));
  const tokens = cut.reduce((sum, { call }) => sum + (call.usage?.totalTokens ?? 0), 0);
  const costs = cut.map(({ call }) => call.costNanoUsd);
  const cost = costs.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  const isEstimated = cut.some(({ call }) => call.usage?.source === 'estimated');
  return (
    <p className="flex-1 basis-64">
      Stopped
      {view.stop && (
        <>
          {' after '}
          <Duration ms={view.stop.afterMs} />
        </>
      )}
      {cut.length === 0 ? (
        ', no call was under way.'
      ) : (
        <>
          , {cut.length === 1 ? 'call' : 'calls'} {cut.map(({ number }) => number).join(', ')} cut,{' '}
          <Count count={tokens} unit="token" isEstimated={isEstimated} />,{' '}
          {cost === null ? 'price not known' : <Cost nano={cost} isEstimated={isEstimated} />}.
        </>
      )}
    </p>
  );
}
