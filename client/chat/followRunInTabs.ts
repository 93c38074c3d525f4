import type { RunView, StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { createInbox } from '../programs/createInbox.ts';
import { endsRun } from '../programs/endsRun.ts';
import { followRun, type RunConnection } from '../programs/followRun.ts';
import type { RunsWorker, WorkerEnd } from './createRunsWorkers.ts';
import type { RunsMessage, RunsRequest } from './runsMessage.ts';

interface FollowInTabsOptions {
  signal: AbortSignal;
  onConnectionChange: (connection: RunConnection) => void;
}

/**
 * `followRun` for a browser with many tabs: HTTP/1.1 allows six connections to a server, so the tabs leave following
 * to one worker that they share, and to the next one if it dies. `known` is the run, and the last event that this tab
 * has seen of it. Only where no worker can be had does the tab follow for itself.
 */
export async function* followRunInTabs(
  client: CandorClient,
  worker: () => RunsWorker | null,
  known: Pick<RunView, 'runId' | 'seq'>,
  { signal, onConnectionChange }: FollowInTabsOptions,
): AsyncGenerator<StreamEvent, void> {
  let { seq } = known;
  const died: WorkerEnd = 'died';
  for (let shared = worker(); shared; shared = shared.gone.reason === died ? worker() : null) {
    for await (const event of followThroughWorker(shared, known.runId, { signal, onConnectionChange })) {
      if (event.seq <= seq) continue;
      seq = event.seq;
      yield event;
      if (endsRun(event)) return;
    }
    if (signal.aborted) return;
  }
  yield* followRun(client, known.runId, { signal, lastEventId: seq, onConnectionChange });
}

/** What the worker tells of a run; ends when it is gone, and throws what the server refused with. */
async function* followThroughWorker(
  { port, gone }: RunsWorker,
  runId: string,
  { signal, onConnectionChange }: FollowInTabsOptions,
): AsyncGenerator<StreamEvent, void> {
  const inbox = createInbox<StreamEvent>();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window: it has no target
  const ask = (request: RunsRequest) => port.postMessage(request);
  const end = () => inbox.close();
  const onMessage = ({ data }: MessageEvent<RunsMessage>) => {
    if ('lock' in data || data.runId !== runId) return;
    if ('event' in data) inbox.push(data.event);
    else if ('connection' in data) onConnectionChange(data.connection);
    else if (data.refusal !== null) inbox.close(new Error(data.refusal));
    else end();
  };
  const over = AbortSignal.any([signal, gone]);
  port.addEventListener('message', onMessage);
  over.addEventListener('abort', end);
  if (over.aborted) end();
  ask({ follow: runId });
  try {
    yield* inbox;
  } finally {
    port.removeEventListener('message', onMessage);
    over.removeEventListener('abort', end);
    ask({ leave: runId });
  }
}
