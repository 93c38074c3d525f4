import { Link } from '@tanstack/react-router';
import type { CallOutsideRun } from '#shared/callOutsideRun.ts';
import { Cost, Count, Duration } from '../ui/Amount.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';

/** What a model said when it was tried, what that took, and the way to its call. */
export function TestOutcome({ test }: { test: CallOutsideRun }) {
  const isEstimated = test.usage?.source === 'estimated';
  return (
    <div role="status" className="grid gap-1 rounded-md bg-raised px-4 py-3 text-sm">
      {test.error === null ? (
        <p className="wrap-anywhere">{test.answer === '' ? 'It answered without a word.' : test.answer}</p>
      ) : (
        <p className="wrap-anywhere text-danger">{test.error}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
        <span className="inline-flex items-center gap-1.5">
          <StatusDot status={test.status} />
          {test.model}
        </span>
        <Count count={test.usage?.totalTokens ?? null} unit="token" isEstimated={isEstimated} />
        <Cost nano={test.costNanoUsd} isEstimated={isEstimated} />
        <Duration ms={test.ms} />
        <Link
          to="."
          search={(previous) => ({ ...previous, call: test.callId })}
          className="text-accent underline underline-offset-2"
        >
          See the call
        </Link>
      </p>
    </div>
  );
}
