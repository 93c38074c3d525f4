import { Link } from '@tanstack/react-router';
import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';
import type { CallView } from '#shared/runView.ts';
import { StatusDot } from '../ui/StatusDot.tsx';

/** Roughly how many UTF-16 units of prose one token is, until the provider has counted. */
const unitsPerToken = 4;

interface CallItemProps {
  call: CallView;
  /** How long the answer is so far: what the call that speaks has written. */
  answerUnits: number;
  now: number;
}

/** One request to a model; while it is open its tokens are estimates, and say so. */
export function CallItem({ call, answerUnits, now }: CallItemProps) {
  const isOpen = call.status === 'open';
  const elapsedMs = call.ms ?? Math.max(0, now - Date.parse(call.startedAt));
  return (
    <li className="text-xs text-ink-soft">
      <div className="flex items-center gap-2">
        <StatusDot status={call.status} />
        <Link
          to="."
          search={(previous) => ({ ...previous, call: call.callId })}
          className="min-w-0 font-mono text-ink wrap-anywhere hover:underline"
        >
          {call.model}
        </Link>
        <span className="ml-auto shrink-0">{formatDuration(elapsedMs)}</span>
      </div>
      <p className="pl-4">
        {tokens(call, answerUnits)}
        {!isOpen && ` · ${formatUsd(call.costNanoUsd)}`}
        {call.attempt > 1 && ` · attempt ${call.attempt}`}
        {!isOpen && call.status !== 'done' && ` · ${call.status}`}
        {call.finishReason === 'length' && ' · cut at the token limit'}
      </p>
      {call.error && <p className="pl-4 text-danger wrap-anywhere">{call.error.message}</p>}
    </li>
  );
}

function tokens(call: CallView, answerUnits: number): string {
  const { usage } = call;
  if (usage) {
    const about = usage.source === 'estimated' ? '≈ ' : '';
    return `${about}${formatCount(usage.promptTokens)} in, ${formatCount(usage.completionTokens)} out`;
  }
  if (call.status !== 'open') return 'no tokens reported';
  const written = call.callType === 'CHAT' ? Math.ceil(answerUnits / unitsPerToken) : 0;
  return `≈ ${formatCount(call.estimatedPromptTokens)} in${written > 0 ? `, ${formatCount(written)} out` : ''}`;
}
