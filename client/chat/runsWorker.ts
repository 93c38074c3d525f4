import { createCandorClient } from '../programs/createCandorClient.ts';
import { createRunHub } from './createRunHub.ts';
import { serveTab } from './serveTab.ts';

// a SharedWorker: one for all tabs of this browser, and gone with the last
const hub = createRunHub(createCandorClient({ url: location.origin }));

addEventListener('connect', (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) serveTab(hub, port);
});
