import type { RunsMessage } from './runsMessage.ts';

/** The worker that follows runs for all tabs of this browser, as one of them knows it. */
export interface RunsWorker {
  port: MessagePort;
  /** Aborts when nobody answers any more; its reason is a `WorkerEnd`. */
  gone: AbortSignal;
}

/** One that died can be opened again; one that could not be loaded is of no use to this page. */
export type WorkerEnd = 'died' | 'not-loaded';

/** Gives out the worker, opened when it is first asked for and again once it died; null for a browser without such. */
export function createRunsWorkers(): () => RunsWorker | null {
  let worker: RunsWorker | null = null;
  return () => {
    if (!worker || worker.gone.aborted) worker = openRunsWorker();
    return worker;
  };
}

function openRunsWorker(): RunsWorker | null {
  if (typeof SharedWorker === 'undefined') return null;
  const worker = new SharedWorker(new URL('./runsWorker.ts', import.meta.url), { type: 'module' });
  const { port } = worker;
  const gone = new AbortController();
  const end = (reason: WorkerEnd) => gone.abort(reason);
  worker.addEventListener('error', () => end('not-loaded'));
  port.addEventListener('message', ({ data }: MessageEvent<RunsMessage>) => {
    // it lives as long as it holds its lock, however long it says nothing
    if ('lock' in data) void navigator.locks.request(data.lock, () => end('died'));
  });
  port.start();
  return { port, gone: gone.signal };
}
