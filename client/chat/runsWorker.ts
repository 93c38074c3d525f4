import { createCandorClient } from '../programs/createCandorClient.ts';
import { newRequestId } from '../programs/newRequestId.ts';
import { createRunHub } from './createRunHub.ts';
import { serveTab } from './serveTab.ts';

// a SharedWorker: one for all tabs of this browser, and gone with the last
const hub = createRunHub(createCandorClient({ url: location.origin }));
const name = `candor-runs ${newRequestId()}`;
const lock = new Promise<string>((resolve) => {
  // a page that the network can read has no locks: its tabs trust that the worker lives
  void navigator.locks?.request(name, () => {
    resolve(name);
    return new Promise<never>(() => {});
  });
});

addEventListener('connect', (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) serveTab(hub, port, lock);
});
