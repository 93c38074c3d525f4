import { formatDuration } from '#shared/money.ts';
import { Duration } from '../../ui/Amount.tsx';
import { useClock } from './ClockContext.ts';

interface NodeTimeProps {
  startedAt: string;
  /** Null while it is under way. */
  ms: number | null;
}

/** How long a node took, or has taken so far; a clock that runs is not read out. */
export function NodeTime({ startedAt, ms }: NodeTimeProps) {
  return (
    <span className="text-right text-xs leading-5 text-ink-soft" aria-hidden={ms === null}>
      {ms === null ? <RunningTime startedAt={startedAt} /> : <Duration ms={ms} />}
    </span>
  );
}

function RunningTime({ startedAt }: { startedAt: string }) {
  const ms = Math.max(0, useClock() - Date.parse(startedAt));
  return <span className="tabular-nums">{formatDuration(ms)}</span>;
}
