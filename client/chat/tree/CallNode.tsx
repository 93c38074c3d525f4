import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { memo, useContext } from 'react';
import { callAmounts } from '#shared/estimates.ts';
import type { CallView } from '#shared/runView.ts';
import { Cost, Count } from '../../ui/Amount.tsx';
import { AnswerUnitsContext } from './AnswerUnitsContext.ts';
import { type Axis, Bar } from './Bar.tsx';
import { EndingWord } from './NodeStatus.tsx';
import { TreeNode } from './TreeNode.tsx';

interface CallNodeProps {
  call: CallView;
  axis: Axis;
  isLit: boolean;
  /** Said while the next attempt waits. */
  waiting: string | null;
}

const cutBy: Record<string, string> = {
  length: 'cut at the token limit',
  content_filter: 'cut by the content filter',
};

/** One request to a model; while it is open its tokens and cost are estimates, and say so. */
export const CallNode = memo(function CallNode({ call, axis, isLit, waiting }: CallNodeProps) {
  const isOpen = call.status === 'open';
  const cut = call.status === 'done' ? cutBy[call.finishReason ?? ''] : undefined;
  // a long name breaks after its vendor
  const vendor = call.model.slice(0, call.model.indexOf('/') + 1);
  return (
    <TreeNode
      id={call.callId}
      level={3}
      status={cut ? 'truncated' : call.status}
      startedAt={call.startedAt}
      ms={call.ms}
      isLit={isLit}
      title={
        <Link
          to="."
          search={(previous) => ({ ...previous, call: call.callId })}
          tabIndex={-1}
          className="block overflow-hidden text-xs leading-5 text-ellipsis hover:underline"
        >
          {vendor}
          <span className="whitespace-nowrap">{call.model.slice(vendor.length)}</span>
        </Link>
      }
      bar={
        <Bar
          axis={axis}
          startedAt={call.startedAt}
          ms={call.ms}
          firstTokenMs={call.firstTokenMs}
          look={call.status === 'error' ? 'bad' : 'call'}
        />
      }
      details={
        <>
          <p className="flex flex-wrap gap-x-3">
            <EndingWord status={call.status} />
            {cut && <span className="text-warning">{cut}</span>}
            <CallAmounts call={call} />
            {call.attempt > 1 && <span>attempt {call.attempt}</span>}
            {isOpen && (
              <span>{call.firstTokenMs === null ? 'waiting for the first token' : 'streaming'}</span>
            )}
          </p>
          {call.error && <p className="text-danger wrap-anywhere">{call.error.message}</p>}
          {waiting && (
            <p className="flex items-center gap-1.5">
              <Hourglass size={12} aria-hidden /> {waiting}
            </p>
          )}
        </>
      }
    />
  );
});

/** What it took so far. */
function CallAmounts({ call }: { call: CallView }) {
  const { usage, costNanoUsd } = callAmounts(call, useContext(AnswerUnitsContext));
  if (!usage) return <span>no tokens reported</span>;
  const isEstimated = usage.source === 'estimated';
  return (
    <>
      <span>
        <Count count={usage.promptTokens} isEstimated={isEstimated} /> in
        {(call.status !== 'open' || usage.completionTokens > 0) && (
          <>
            , <Count count={usage.completionTokens} /> out
          </>
        )}
      </span>
      <Cost nano={costNanoUsd} isEstimated={isEstimated} />
    </>
  );
}
