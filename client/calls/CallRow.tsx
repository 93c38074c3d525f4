import { memo, type ReactNode } from 'react';
import { Cost, Count, Duration, Moment } from '../ui/Amount.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { callColumns, callGrid } from './callColumns.ts';
import { callRole } from './callRole.ts';
import type { ShownCall } from './ShownCall.ts';

interface CallRowProps {
  call: ShownCall;
  /** Its place in the whole table, the head being 1. */
  rowIndex: number;
  isNarrow: boolean;
  isActive: boolean;
  onOpen: (callId: string) => void;
  onFocus: (callId: string) => void;
}

/** One call: a line, or two where a line would be too long. Only the active row is in the order of the Tab key. */
export const CallRow = memo(function CallRow({
  call,
  rowIndex,
  isNarrow,
  isActive,
  onOpen,
  onFocus,
}: CallRowProps) {
  const isEstimated = call.usageSource === 'estimated';
  const cells: Record<(typeof callColumns)[number]['id'], ReactNode> = {
    time: <Moment iso={call.createdAt} isShort />,
    role: (
      <button
        type="button"
        tabIndex={isActive ? 0 : -1}
        data-call={call.callId}
        onFocus={() => onFocus(call.callId)}
        className="max-w-full truncate text-left font-medium text-ink"
      >
        {callRole(call)}
      </button>
    ),
    model: <span title={call.model}>{call.model}</span>,
    status: (
      <span className="inline-flex items-center gap-2">
        <StatusDot status={call.status} />
        {call.finishReason === 'length' ? 'cut' : call.status}
      </span>
    ),
    in: (
      <>
        <Count count={call.promptTokens} isEstimated={isEstimated} />
        {isNarrow && (
          <>
            {' '}
            in, <Count count={call.completionTokens} /> out
          </>
        )}
      </>
    ),
    out: <Count count={call.completionTokens} isEstimated={isEstimated} />,
    cost: <Cost nano={call.costNanoUsd} />,
    first: <Duration ms={call.ttftMs} />,
    duration: <Duration ms={call.durationMs} />,
    question: <span title={call.prompt}>{call.textsRemovedAt ? 'Removed' : questionIn(call.prompt)}</span>,
    user: call.userId,
  };
  return (
    // the button inside opens it too: this only makes the whole row its target
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      aria-rowindex={rowIndex}
      onClick={() => onOpen(call.callId)}
      className={`${callGrid(isNarrow)} h-full cursor-pointer items-center border-b border-line px-2 text-sm text-ink-soft hover:bg-raised has-focus-visible:bg-raised`}
    >
      {isNarrow && <span aria-hidden className="order-4 h-0 w-full" />}
      {callColumns.map(({ id, wide, narrow }) => (
        <span key={id} role="cell" className={`min-w-0 truncate tabular-nums ${isNarrow ? narrow : wide}`}>
          {cells[id]}
        </span>
      ))}
    </div>
  );
});

/** What the person asked, where the prompt fences it off from the data around it; else the prompt. */
function questionIn(prompt: string): string {
  return /^<question>([^]*?)(?:<\/question>|$)/.exec(prompt)?.[1]?.trim() ?? prompt;
}
