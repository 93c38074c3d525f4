import type { RunHub } from './createRunHub.ts';
import type { RunsMessage, RunsRequest } from './runsMessage.ts';

/** Follows runs for one tab, over its port, until it leaves them or is gone; `lock` is held while the worker lives. */
export function serveTab(hub: RunHub, port: MessagePort, lock: Promise<string>): void {
  const leaves = new Map<string, () => void>();
  const say = (message: RunsMessage) => port.postMessage(message);
  const leave = (runId: string) => {
    leaves.get(runId)?.();
    leaves.delete(runId);
  };
  port.addEventListener('message', ({ data }: MessageEvent<RunsRequest>) => {
    if ('leave' in data) return leave(data.leave);
    const runId = data.follow;
    leave(runId);
    const left = hub.follow(runId, {
      onEvent: (event) => say({ runId, event }),
      onConnectionChange: (connection) => say({ runId, connection }),
      onEnd: (refusal) => say({ runId, refusal: refusal?.message ?? null }),
    });
    leaves.set(runId, left);
  });
  // not every browser says that a tab is gone; its runs are left when they end, then
  port.addEventListener('close', () => {
    for (const left of leaves.values()) left();
  });
  port.start();
  void lock.then((name) => say({ lock: name }));
}
