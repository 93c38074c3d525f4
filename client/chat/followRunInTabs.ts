import type { RunView, StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { createInbox } from '../programs/createInbox.ts';
import { endsRun } from '../programs/endsRun.ts';
import { followRun, type RunConnection } from '../programs/followRun.ts';
import type { RunsMessage, RunsRequest } from './runsMessage.ts';

interface FollowInTabsOptions {
  signal: AbortSignal;
  onConnectionChange: (connection: RunConnection) => void;
}

/**
 * The worker says something at once and then every three seconds. Tabs that give it up too soon, on a machine that is
 * busy, would each open a connection, and the seventh would wait for ever.
 */
const firstSilenceMs = 10_000;
const silenceMs = 20_000;
const relistensMs = 1_000;
/** What a tab that was asleep was told meanwhile comes before this is over. */
const graceMs = 1_000;

/**
 * `followRun` for a browser with many tabs: HTTP/1.1 allows six connections to a server, so the tabs leave following
 * to one worker that they share. `known` is the run, and the last event that this tab has seen of it. Without a
 * worker, or once it is heard no more, the tab follows for itself, from where it is.
 */
export async function* followRunInTabs(
  client: CandorClient,
  worker: MessagePort | null,
  known: Pick<RunView, 'runId' | 'seq'>,
  { signal, onConnectionChange }: FollowInTabsOptions,
): AsyncGenerator<StreamEvent, void> {
  let { seq } = known;
  if (worker) {
    for await (const event of followThroughWorker(worker, known.runId, { signal, onConnectionChange })) {
      if (event.seq <= seq) continue;
      seq = event.seq;
      yield event;
      if (endsRun(event)) return;
    }
  }
  if (signal.aborted) return;
  yield* followRun(client, known.runId, { signal, lastEventId: seq, onConnectionChange });
}

/** What the worker tells of a run; ends when it falls silent, and throws what the server refused with. */
async function* followThroughWorker(
  worker: MessagePort,
  runId: string,
  { signal, onConnectionChange }: FollowInTabsOptions,
): AsyncGenerator<StreamEvent, void> {
  const inbox = createInbox<StreamEvent>();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window: it has no target
  const ask = (request: RunsRequest) => worker.postMessage(request);
  const end = () => inbox.close();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let listensSinceMs = 0;
  const listen = (ms: number) => {
    listensSinceMs = performance.now();
    clearTimeout(silence);
    silence = setTimeout(() => {
      silence = setTimeout(end, graceMs);
    }, ms);
  };
  const onMessage = ({ data }: MessageEvent<RunsMessage>) => {
    // not with each piece of text
    if (performance.now() - listensSinceMs > relistensMs) listen(silenceMs);
    if ('alive' in data || data.runId !== runId) return;
    if ('event' in data) inbox.push(data.event);
    else if ('connection' in data) onConnectionChange(data.connection);
    else if (data.refusal !== null) inbox.close(new Error(data.refusal));
    else end();
  };
  listen(firstSilenceMs);
  worker.addEventListener('message', onMessage);
  signal.addEventListener('abort', end);
  ask({ follow: runId });
  try {
    yield* inbox;
  } finally {
    clearTimeout(silence);
    worker.removeEventListener('message', onMessage);
    signal.removeEventListener('abort', end);
    ask({ leave: runId });
  }
}
