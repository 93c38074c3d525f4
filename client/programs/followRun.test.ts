import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { ChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, noTotals, type StreamEvent } from '#shared/runView.ts';
import { createCandorClient } from './createCandorClient.ts';
import { followRun } from './followRun.ts';

const runId = 'run-1';
const at = '2025-01-01T00:00:00.000Z';
const words = ['Based', ' on', ' the', ' reviews', ' 🎧', ' it', ' crashes', '.'];
const log: ChatEvent[] = [
  ...words.map((text, index): ChatEvent => {
    const offset = words.slice(0, index).join('').length;
    return { v: 1, runId, seq: index + 1, at, type: 'answer-delta', offset, text };
  }),
  {
    v: 1,
    runId,
    seq: words.length + 1,
    at,
    type: 'run-end',
    status: 'done',
    totals: noTotals,
    ms: 5,
    message: '',
  },
];

interface Served {
  /** Sends these after the client's last; `cut` breaks the socket, `idle` says nothing more. */
  stream: (after: number) => Generator<StreamEvent | 'cut' | 'idle'>;
  /** Answers a connection attempt by hand: true when it did. */
  refuse?: (response: ServerResponse) => boolean;
}

/** A real server of the two procedures that following needs, over real sockets. */
async function serve({ stream, refuse }: Served) {
  const t = initTRPC.create();
  let streams = 0;
  const procedures = t.router({
    chat: t.router({
      run: t.procedure.input(z.object({ runId: z.string() })).query(({ input }) => {
        if (input.runId !== runId)
          throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such run.' });
        return { status: 'done' };
      }),
      stream: t.procedure
        .input(z.object({ runId: z.string(), lastEventId: z.string().optional() }))
        .subscription(async function* ({ input, signal }) {
          if (input.runId !== runId)
            throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such run.' });
          for (const event of stream(Number(input.lastEventId ?? 0))) {
            if (event === 'idle')
              return void (await new Promise((resolve) => signal?.addEventListener('abort', resolve)));
            if (event === 'cut') {
              // lets what was sent before go out
              await new Promise((resolve) => setTimeout(resolve, 5));
              return server.closeAllConnections();
            }
            yield tracked(String(event.seq), event);
          }
        }),
    }),
  });
  const handle = createHTTPHandler({ router: procedures, basePath: '/trpc/' });
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/trpc/chat.stream')) {
      if (refuse?.(response)) return;
      streams += 1;
      response.on('close', () => {
        streams -= 1;
      });
    }
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    client: createCandorClient({ url: `http://127.0.0.1:${port}/` }),
    openStreams: () => streams,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const after = function* (seq: number) {
  yield* log.slice(seq);
};

const twoThenNothing = function* (seq: number) {
  yield* log.slice(seq, 2);
  yield 'idle' as const;
};

test('yields every event in order, ends after the last and closes its connection', async () => {
  await using app = await serve({ stream: after });
  expect(await Array.fromAsync(followRun(app.client, runId))).toEqual(log);
  await vi.waitFor(() => expect(app.openStreams()).toBe(0));
});

test('a connection cut after every event loses none and repeats none', async () => {
  const stream = function* (seq: number) {
    yield* log.slice(seq, seq + 1);
    yield 'cut' as const;
  };
  await using app = await serve({ stream });
  const seen: string[] = [];
  const events = followRun(app.client, runId, { onConnectionChange: (connection) => seen.push(connection) });
  expect(await Array.fromAsync(events)).toEqual(log);
  expect(seen).toContain('reconnecting');
});

test('events that were seen already are dropped', async () => {
  const stream = function* (seq: number) {
    yield* seq === 0 ? log.slice(0, 4) : log;
    yield 'cut' as const;
  };
  await using app = await serve({ stream });
  expect(await Array.fromAsync(followRun(app.client, runId))).toEqual(log);
});

test("a balancer's 502 does not end the following", async () => {
  let attempts = 0;
  const refuse = (response: ServerResponse) => {
    attempts += 1;
    if (attempts > 2) return false;
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    return true;
  };
  await using app = await serve({ stream: after, refuse });
  expect(await Array.fromAsync(followRun(app.client, runId))).toEqual(log);
  expect(attempts).toBe(3);
});

test('a snapshot takes the place of what came before, and later events go on from it', async () => {
  const view = log.slice(0, 6).reduce(foldRun, emptyRun);
  const snapshot: StreamEvent = { v: 1, type: 'snapshot', runId, seq: 6, at, view };
  const stream = function* (seq: number) {
    yield* seq === 3 ? [snapshot, ...log.slice(6)] : log;
  };
  await using app = await serve({ stream });
  const events = await Array.fromAsync(followRun(app.client, runId, { lastEventId: 3 }));
  expect(events.map((event) => event.seq)).toEqual([6, 7, 8, 9]);
  expect(events.reduce(foldRun, emptyRun)).toEqual(log.reduce(foldRun, emptyRun));
});

test('whoever has seen the end already is told so by silence', async () => {
  await using app = await serve({ stream: after });
  expect(await Array.fromAsync(followRun(app.client, runId, { lastEventId: log.length }))).toEqual([]);
});

test('a run that does not exist is an error, not a reason to try again', async () => {
  await using app = await serve({ stream: after });
  await expect(followRun(app.client, 'no-such-run').next()).rejects.toThrow('There is no such run.');
});

test('an abort ends it quietly and closes the connection', async () => {
  await using app = await serve({ stream: twoThenNothing });
  const controller = new AbortController();
  const seen: number[] = [];
  for await (const event of followRun(app.client, runId, { signal: controller.signal })) {
    seen.push(event.seq);
    if (event.seq === 2) setTimeout(() => controller.abort());
  }
  expect(seen).toEqual([1, 2]);
  await vi.waitFor(() => expect(app.openStreams()).toBe(0));
});

test('a reader that leaves in the middle closes the connection', async () => {
  await using app = await serve({ stream: after });
  for await (const event of followRun(app.client, runId)) {
    if (event.seq === 3) break;
  }
  await vi.waitFor(() => expect(app.openStreams()).toBe(0));
});
