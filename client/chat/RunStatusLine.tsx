import { StatusDot } from '../ui/StatusDot.tsx';
import type { FollowedRun } from './createRunFollowers.ts';

/** What is being done at this moment, in a sentence; polite to screen readers, and quiet about a lost connection. */
export function RunStatusLine({ followed }: { followed: FollowedRun }) {
  const { view, connection } = followed;
  const isRunning = view.endedAt === null && !followed.refusal;
  return (
    <div
      role="status"
      aria-live="polite"
      className={isRunning ? 'flex items-center gap-2 text-sm text-ink-soft' : 'sr-only'}
    >
      {isRunning && (
        <>
          <StatusDot status="running" />
          {connection === 'reconnecting' ? 'Reconnecting…' : (view.phase?.message ?? 'Starting…')}
        </>
      )}
      {view.endedAt !== null && (view.status === 'done' ? 'Answer complete.' : `Answer ${view.status}.`)}
    </div>
  );
}
