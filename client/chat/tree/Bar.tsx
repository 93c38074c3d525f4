import { formatDuration } from '#shared/money.ts';
import { placeOn } from './axisOf.ts';
import { useClock } from './ClockContext.ts';

/** The time that all bars of a tree are drawn in. */
export interface Axis {
  /** When the run began, in milliseconds since 1970. */
  startMs: number;
  ms: number;
}

interface BarProps {
  axis: Axis;
  startedAt: string;
  /** Null while it is under way. */
  ms: number | null;
  /** When the first text came; until then it was a wait. Null: it has not come. */
  firstTokenMs?: number | null;
  look: 'step' | 'call' | 'tool' | 'bad';
}

const colours = { step: 'bg-ink-faint/50', call: 'bg-accent', tool: 'bg-ink-soft', bad: 'bg-danger' };

/** When a node began and ended, to scale: a thin line while it waited for the first text, thick while it came. */
export function Bar(props: BarProps) {
  return props.ms === null ? <GrowingBar {...props} /> : <StillBar {...props} ms={props.ms} />;
}

function GrowingBar(props: BarProps) {
  return <StillBar {...props} ms={Math.max(0, useClock() - Date.parse(props.startedAt))} />;
}

function StillBar({ axis, startedAt, ms, firstTokenMs, look }: BarProps & { ms: number }) {
  const startMs = Date.parse(startedAt) - axis.startMs;
  const waitMs = firstTokenMs === undefined ? 0 : Math.min(firstTokenMs ?? ms, ms);
  const colour = colours[look];
  return (
    <div
      className="relative my-1.75 h-1.5 overflow-hidden rounded-full bg-line/50"
      title={firstTokenMs ? `${formatDuration(firstTokenMs)} to the first token` : undefined}
    >
      {waitMs > 0 && (
        <span
          className={`absolute top-0.5 h-0.5 min-w-0.5 opacity-60 ${colour}`}
          style={placeOn(axis.ms, startMs, waitMs)}
        />
      )}
      {firstTokenMs !== null && (
        <span
          className={`absolute top-0 h-1.5 min-w-0.5 rounded-xs ${colour}`}
          style={placeOn(axis.ms, startMs + waitMs, ms - waitMs)}
        />
      )}
    </div>
  );
}
