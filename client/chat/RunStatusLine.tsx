import { Duration } from '../ui/Amount.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { useNow } from '../ui/useNow.ts';
import type { FollowedRun } from './createRunFollowers.ts';

/** What is being done at this moment, in a sentence; polite to screen readers, and quiet about a lost connection. */
export function RunStatusLine({ followed }: { followed: FollowedRun }) {
  const { view, connection } = followed;
  const isRunning = view.endedAt === null && !followed.refusal;
  const now = useNow(isRunning);
  const startedMs = view.startedAt === '' ? null : Date.parse(view.startedAt);
  return (
    <div className={isRunning ? 'flex items-center gap-2 text-sm text-ink-soft' : 'sr-only'}>
      {isRunning && <StatusDot status="running" />}
      <span role="status" aria-live="polite">
        {isRunning &&
          (connection === 'reconnecting' ? 'Reconnecting…' : (view.phase?.message ?? waitingFor(view.seq)))}
        {view.endedAt !== null && (view.status === 'done' ? 'Answer complete.' : `Answer ${view.status}.`)}
      </span>
      {isRunning && startedMs !== null && (
        // counted aloud it would never be silent
        <span aria-hidden className="text-ink-faint">
          <Duration ms={Math.max(0, now - startedMs)} />
        </span>
      )}
    </div>
  );
}

const waitingFor = (seq: number) => (seq === 0 ? 'Waiting for its turn…' : 'Starting…');
