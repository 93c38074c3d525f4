import { StatusDot } from '../ui/StatusDot.tsx';
import type { FollowedRun } from './createRunFollowers.ts';
import { NodeTime } from './tree/NodeTime.tsx';

/** What is being done at this moment, in a sentence; polite to screen readers, and quiet about a lost connection. */
export function RunStatusLine({ followed }: { followed: FollowedRun }) {
  const { view, connection } = followed;
  const isRunning = view.endedAt === null && !followed.refusal;
  return (
    <div className={isRunning ? 'flex items-center gap-2 text-sm text-ink-soft' : 'sr-only'}>
      {isRunning && <StatusDot status="running" />}
      <span role="status" aria-live="polite">
        {isRunning &&
          (connection === 'reconnecting' ? 'Reconnecting…' : (view.phase?.message ?? waitingFor(view.seq)))}
        {view.endedAt !== null && (view.status === 'done' ? 'Answer complete.' : `Answer ${view.status}.`)}
      </span>
      {isRunning && view.startedAt !== '' && <NodeTime startedAt={view.startedAt} ms={null} />}
    </div>
  );
}

const waitingFor = (seq: number) => (seq === 0 ? 'Waiting for its turn…' : 'Starting…');
