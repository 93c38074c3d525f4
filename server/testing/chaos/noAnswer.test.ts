import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Chaos } from './chaos.ts';
import { startChaos } from './startChaos.ts';
import { askWire, json } from './wireClient.ts';

let chaos: Chaos;
beforeAll(async () => {
  chaos = await startChaos();
});
beforeEach(() => chaos.reset());
afterAll(() => chaos.close());

const lastLine = () => chaos.log().findLast((line) => line.phase === 'end');

test.each([true, false])('status: code, Retry-After and an error body (stream %s)', async (stream) => {
  const answer = await askWire(chaos, 'status,code=429,after=2,after-ms=1500', { stream });
  expect(answer.head).toMatch(/^HTTP\/1.1 429 /);
  expect(answer.head).toContain('\r\nretry-after: 2\r\n');
  expect(answer.head).toContain('\r\nretry-after-ms: 1500\r\n');
  expect(json(answer).error).toMatchObject({ code: 'chaos_429' });
  expect(lastLine()).toMatchObject({ status: 429, ended: 'ok', text_sent: '' });
});

test('status: Retry-After as a date and as garbage', async () => {
  const { head } = await askWire(chaos, 'status,503,date,in=60');
  const waitMs = Date.parse(/^retry-after: (.*)$/im.exec(head)?.[1] ?? '') - Date.now();
  expect(waitMs).toBeGreaterThan(50_000);
  expect((await askWire(chaos, 'status,503,banana')).head).toContain('retry-after: banana');
});

test('status: a parameter that the model does not take', async () => {
  const { error } = json(await askWire(chaos, 'status,code=400,param=temperature'));
  expect(error).toMatchObject({ param: 'temperature', code: 'unsupported_parameter' });
  expect(error.message).toBe("Unsupported parameter: 'temperature' is not supported with this model.");
});

test.each([true, false])('rst: a reset and not a byte (stream %s)', async (stream) => {
  expect(await askWire(chaos, 'rst', { stream })).toMatchObject({ head: '', ended: 'reset' });
  expect(lastLine()).toMatchObject({ ended: 'drop', status: null, sent_bytes: 0 });
});

test.each([true, false])('hang-headers: not a byte until the client goes (stream %s)', async (stream) => {
  const answer = await askWire(chaos, 'hang-headers', { stream, giveUpAfterMs: 60 });
  expect(answer).toMatchObject({ head: '', ended: 'gave-up' });
  await chaos.wait({ phase: 'end' });
  expect(lastLine()).toMatchObject({ ended: 'client-closed', client_closed_at: expect.any(Number) });
});

test('refuse: a reset, a closed port for a while, then service as before', async () => {
  expect(await askWire(chaos, 'refuse,ms=300')).toMatchObject({ ended: 'reset' });
  await expect(askWire(chaos, 'ok')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const answered = () => askWire(chaos, 'ok').catch(() => null);
  await expect.poll(answered, { interval: 20 }).toMatchObject({ isWhole: true });
});

test.each([
  ['html', 'text/html; charset=utf-8', /^<!doctype html>/],
  ['plain', 'text/plain; charset=utf-8', /^upstream connect error/],
  ['text', 'text/plain; charset=utf-8', /^upstream connect error/],
  ['array', 'application/json', /^\[\{"choices":\[\]\}\]$/],
  ['empty', null, /^$/],
])('%s: status 200 and the wrong body', async (fault, type, body) => {
  for (const stream of [true, false]) {
    const answer = await askWire(chaos, fault, { stream });
    expect(answer.head).toMatch(/^HTTP\/1.1 200 OK/);
    const kind = type ?? (stream ? 'text/event-stream' : 'application/json');
    expect(answer.head).toContain(`content-type: ${kind}\r\n`);
    expect(answer.body.toString()).toMatch(body);
    expect(answer.isWhole).toBe(true);
  }
});

test.each([
  [true, /^data: \{/],
  [false, /^\{"id"/],
])('gzip-lie and charset: headers that do not fit the bytes (stream %s)', async (stream, body) => {
  const zipped = await askWire(chaos, 'gzip-lie', { stream });
  expect(zipped.head).toContain('\r\ncontent-encoding: gzip\r\n');
  expect(zipped.body.toString()).toMatch(body);
  const encoded = await askWire(chaos, 'charset,latin1', { stream });
  expect(encoded.head).toContain('; charset=latin1\r\n');
  expect(encoded.body.toString()).toMatch(body);
});

test('a fault that cannot be read is refused aloud and witnessed', async () => {
  for (const fault of ['dorp,at=5', 'drop,att=5', 'drop,at=soon', 'unicode,klingon', 'status,9999']) {
    const answer = await askWire(chaos, fault);
    expect(answer.head).toMatch(/^HTTP\/1.1 400 /);
    expect(json(answer).error).toMatchObject({ code: 'chaos_syntax' });
  }
  expect(chaos.stats()).toMatchObject({ byStatus: { 400: 5 }, byFault: { 'unknown fault "dorp,at=5"': 1 } });
});
