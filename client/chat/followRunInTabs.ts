import { foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { createInbox } from '../programs/createInbox.ts';
import { endsRun } from '../programs/endsRun.ts';
import { followRun, type RunConnection } from '../programs/followRun.ts';

/** What the tabs of one browser tell each other about a run. */
type TabMessage = { event: StreamEvent } | { connection: RunConnection } | { asks: 'view' };

interface FollowInTabsOptions {
  signal: AbortSignal;
  onConnectionChange: (connection: RunConnection) => void;
}

const heartbeatMs = 3_000;
/** A tab that leads may have been put to sleep by its device, with the lock in its hand. */
const silenceMs = 10_000;

/**
 * `followRun` for a browser with many tabs: HTTP/1.1 allows six connections to a server, so the tabs that watch a
 * run share one. Whoever holds the run's lock follows and passes every event on; when that tab goes, the browser
 * gives the lock to the next, which goes on from the last event it saw. `known` is what this tab knows already.
 */
export async function* followRunInTabs(
  client: CandorClient,
  known: RunView,
  { signal, onConnectionChange }: FollowInTabsOptions,
): AsyncGenerator<StreamEvent, void> {
  const { runId } = known;
  // only pages on https and localhost have locks; the others follow each for itself
  if (!navigator.locks) {
    return yield* followRun(client, runId, { signal, lastEventId: known.seq, onConnectionChange });
  }
  const leaving = new AbortController();
  const untilLeft = AbortSignal.any([signal, leaving.signal]);
  const channel = new BroadcastChannel(`candor-run-${runId}`);
  const say = (message: TabMessage) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window: it has no target
    if (!untilLeft.aborted) channel.postMessage(message);
  };
  const inbox = createInbox<StreamEvent>();
  let view = known;
  let isLeading = false;

  const take = (event: StreamEvent) => {
    if (event.seq <= view.seq) return;
    // a gap: this tab came later than the events before it
    if (event.type !== 'snapshot' && event.seq > view.seq + 1) return say({ asks: 'view' });
    view = foldRun(view, event);
    inbox.push(event);
  };
  const lead = async () => {
    if (isLeading) return;
    isLeading = true;
    let connection: RunConnection = 'live';
    const heartbeat = setInterval(() => say({ connection }), heartbeatMs);
    const onChange = (next: RunConnection) => {
      connection = next;
      onConnectionChange(next);
      say({ connection });
    };
    try {
      const options = { signal: untilLeft, lastEventId: view.seq, onConnectionChange: onChange };
      for await (const event of followRun(client, runId, options)) {
        take(event);
        say({ event });
      }
      inbox.close();
    } catch (error) {
      inbox.close(error);
    } finally {
      clearInterval(heartbeat);
    }
  };
  const leadUnheard = () => setTimeout(() => void lead(), silenceMs);
  let silence = leadUnheard();
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    clearTimeout(silence);
    silence = leadUnheard();
    if ('event' in data) return take(data.event);
    if ('connection' in data) return onConnectionChange(data.connection);
    if (isLeading && view.seq > 0)
      say({ event: { v: 1, type: 'snapshot', runId, seq: view.seq, at: view.startedAt, view } });
  });
  say({ asks: 'view' });
  // a request that was given up because this tab leaves is no failure
  navigator.locks.request(`candor-run-${runId}`, { signal: untilLeft }, lead).catch(() => inbox.close());
  try {
    for await (const event of inbox) {
      yield event;
      if (endsRun(event)) return;
    }
  } finally {
    leaving.abort();
    clearTimeout(silence);
    channel.close();
  }
}
