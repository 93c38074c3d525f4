import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerControl } from './answerControl.ts';
import type { Chaos } from './chaos.ts';
import { chaosStats } from './chaosStats.ts';
import { type ChaosProfile, createFaultChooser } from './chooseFaults.ts';
import { createGates } from './gates.ts';
import { readBody } from './readBody.ts';
import { serveRequest } from './serveRequest.ts';
import { serverPort } from './serverPort.ts';
import { openWitness } from './witness.ts';
import { createWaits } from './witnessWait.ts';

export interface ChaosOptions {
  /** Chooses the words of answers and the draws of the profile; `candor` unless said. */
  seed?: string | undefined;
  /** 0, any free port, unless said. */
  port?: number | undefined;
  /** Where the witness appends its lines; they stay in memory either way. */
  witnessFile?: string | undefined;
  profile?: ChaosProfile | undefined;
  /** Ids that `GET /v1/models` lists; any other id is answered all the same. */
  models?: readonly string[] | undefined;
}

/** Starts a chaos upstream on 127.0.0.1, and nowhere else. */
export async function startChaos(options: ChaosOptions = {}): Promise<Chaos> {
  const { seed = 'candor', models = [], profile } = options;
  const chooser = createFaultChooser(seed, profile);
  const gates = createGates();
  const waits = createWaits(() => witness.lines());
  const witness = openWitness(options.witnessFile, waits.check);
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();

  const server = createServer({ requestTimeout: 0 }, (incoming, response) => {
    if (incoming.url?.startsWith('/_chaos/')) return void control(chaos, incoming, response);
    const parts = { seed, models, chooser, gates, witness, refuse, closing: closing.signal };
    const work = serveRequest(incoming, response, parts);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const port = serverPort(server);

  let relisten: NodeJS.Timeout | undefined;
  function refuse(ms: number): void {
    clearTimeout(relisten);
    server.close();
    relisten = setTimeout(() => server.listen(port, '127.0.0.1'), ms);
  }

  const chaos: Chaos = {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    log: (since = 0) => witness.lines().filter((line) => line.seq > since),
    stats: () => chaosStats(witness.lines(), witness.openCount(), witness.maxConcurrent()),
    script: chooser.script,
    gate: gates.gate,
    open: gates.open,
    reached: gates.reached,
    wait: waits.wait,
    reset() {
      chooser.reset();
      gates.openAll();
      witness.reset();
    },
    async close() {
      if (closing.signal.aborted) return;
      clearTimeout(relisten);
      closing.abort();
      const closed = server.listening ? once(server, 'close') : undefined;
      if (server.listening) server.close();
      server.closeAllConnections();
      await Promise.allSettled(underWay);
      await closed;
      witness.close();
    },
    async [Symbol.asyncDispose]() {
      await chaos.close();
    },
  };
  return chaos;
}

async function control(chaos: Chaos, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '', 'http://127.0.0.1');
  const rawBody = await readBody(incoming);
  const { status, body } = await answerControl(chaos, url, incoming.method ?? '', String(rawBody ?? ''));
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
