import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { serverPort } from './chaos/serverPort.ts';
import { type ConnectionFault, startCutProxy } from './cutProxy.ts';

const answer = 'x'.repeat(1_000);
const heard: string[] = [];
const sockets = new Set<Socket>();
let target: Server;

beforeAll(async () => {
  target = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      heard.push(String(bytes));
      socket.write(answer.slice(0, 400));
      setTimeout(() => socket.end(answer.slice(400)), 20);
    });
  }).listen(0, '127.0.0.1');
  await once(target, 'listening');
});
// whatever ended the connection, the target's side is closed as well
afterEach(() => vi.waitUntil(() => sockets.size === 0));
afterAll(() => {
  target.close();
});

/** Says hello and reads until the end; how it ended, how much came and in how many pieces. */
async function visit(port: number, giveUpAfterMs = 2_000) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const pieces: number[] = [];
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write('hello'));
  const giveUp = setTimeout(() => resolve('silence'), giveUpAfterMs);
  socket.on('data', (bytes) => pieces.push(bytes.length));
  socket.on('end', () => resolve('fin'));
  socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
  const ended = await promise;
  clearTimeout(giveUp);
  socket.destroy();
  const bytes = pieces.reduce((sum, length) => sum + length, 0);
  return { ended, bytes, pieces, ms: performance.now() - startedAt };
}

async function visitUnder(fault: ConnectionFault, giveUpAfterMs?: number) {
  await using proxy = await startCutProxy(serverPort(target), [fault]);
  return await visit(proxy.port, giveUpAfterMs);
}

test('passes everything on, both ways, and is whole again when the script is used up', async () => {
  await using proxy = await startCutProxy(serverPort(target), [{ cutAfterBytes: 5 }]);
  expect(await visit(proxy.port)).toMatchObject({ ended: 'fin', bytes: 5 });
  expect(await visit(proxy.port)).toMatchObject({ ended: 'fin', bytes: 1_000 });
  proxy.script([{ rst: true }]);
  expect(await visit(proxy.port)).toMatchObject({ ended: 'ECONNRESET', bytes: 0 });
  expect(proxy.connections()).toBe(3);
  expect(heard).toEqual(['hello', 'hello']);
});

test('cuts at the byte, cleanly or by a reset', async () => {
  expect(await visitUnder({ cutAfterBytes: 700 })).toMatchObject({ ended: 'fin', bytes: 700 });
  expect(await visitUnder({ cutAfterBytes: 700, rst: true })).toMatchObject({
    ended: 'ECONNRESET',
    bytes: 700,
  });
});

test('swallows: takes the words and never answers', async () => {
  const before = heard.length;
  expect(await visitUnder({ swallow: true }, 60)).toMatchObject({ ended: 'silence', bytes: 0 });
  expect(heard).toHaveLength(before);
});

test('delays, slows down, holds back', async () => {
  expect((await visitUnder({ delayMs: 40 })).ms).toBeGreaterThanOrEqual(2 * 39);
  expect((await visitUnder({ bytesPerSecond: 10_000 })).ms).toBeGreaterThanOrEqual(98);
  expect(await visitUnder({ bufferBytes: 100_000 })).toMatchObject({ ended: 'fin', pieces: [1_000] });
});

test('cutAll resets what is open; nothing stays open after close', async () => {
  const proxy = await startCutProxy(serverPort(target), [{ bufferBytes: 1e6, delayMs: 5_000 }]);
  const visiting = visit(proxy.port);
  await expect.poll(() => sockets.size).toBe(1);
  proxy.cutAll();
  expect(await visiting).toMatchObject({ ended: 'ECONNRESET' });
  await proxy.close();
  await expect.poll(() => sockets.size).toBe(0);
  await expect(once(connect(proxy.port, '127.0.0.1'), 'connect')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});
