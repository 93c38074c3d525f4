import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChaos } from './startChaos.ts';
import { askWire, streamedText } from './wireClient.ts';
import type { WitnessLine } from './witnessLine.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaos-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileLines = (file: string): WitnessLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const chat = (url: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
    ...(signal ? { signal } : {}),
  });

test('the witness has written a request down before its first byte is answered, and its end after', async () => {
  const witnessFile = join(folder, 'witness.jsonl');
  await using chaos = await startChaos({ witnessFile });
  const gate = chaos.gate();
  const headers = { authorization: 'Bearer sk-secret', 'x-candor-call-id': 'call-1' };
  const answering = chat(chaos.url, headers);
  await gate.reached;
  expect(fileLines(witnessFile)).toMatchObject([
    {
      phase: 'start',
      seq: 1,
      call_id: 'call-1',
      model: 'm',
      stream: true,
      status: null,
      sent_bytes: 0,
      fault: 'ok',
    },
  ]);
  gate.open();
  const body = await (await answering).text();
  await chaos.wait({ phase: 'end' });
  const [start, end] = fileLines(witnessFile);
  expect(end).toMatchObject({ phase: 'end', ended: 'ok', status: 200, sent_bytes: Buffer.byteLength(body) });
  expect(end?.t_mono).toBe(start?.t_mono);
  expect(end?.ended_mono).toBeGreaterThan(start?.t_mono ?? Number.NaN);
  expect(end?.chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)).toBe(end?.sent_bytes);
  expect(chaos.log()).toEqual([start, end]);
  expect(readFileSync(witnessFile, 'utf8')).not.toContain('sk-secret');
});

test('the witness knows when the client went, and how many were there at once', async () => {
  await using chaos = await startChaos();
  const stops = [new AbortController(), new AbortController()];
  for (const { signal } of stops)
    await (await chat(chaos.url, { 'x-chaos': 'stall,at=1' }, signal)).body?.getReader().read();
  expect(chaos.stats()).toMatchObject({ open: 2, maxConcurrent: 2 });
  for (const stop of stops) stop.abort();
  await chaos.wait({ phase: 'end', n: 2 });
  expect(chaos.stats()).toMatchObject({ requests: 2, open: 0, byEnd: { 'client-closed': 2 } });
  expect(chaos.log().filter((line) => line.client_closed_at !== null)).toHaveLength(2);
});

test('a gate holds one kind of request at its place and lets the others pass', async () => {
  await using chaos = await startChaos();
  const wholeText = streamedText(await askWire(chaos, 'ok'));
  const gate = chaos.gate({ match: { role: 'writer' }, at: 3 });
  const held = askWire(chaos, 'ok');
  await gate.reached;
  expect(await (await chat(chaos.url)).text()).toContain('[DONE]');
  expect(chaos.stats().open).toBe(1);
  gate.open();
  expect(streamedText(await held)).toBe(wholeText);
  expect(chaos.open(gate.id)).toBe(false);
});

test('the control routes do what the methods do', async () => {
  await using chaos = await startChaos();
  const control = async (method: string, name: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${chaos.port}/_chaos/${name}`, init);
    return { status: response.status, body: await response.json() };
  };
  await control('POST', 'script', { fault: 'status,503', times: 1, match: { model: 'm' } });
  const { body: gate } = await control('POST', 'gate', { at: 'request' });
  const seen = control('POST', 'wait', { match: { model: 'm' }, n: 1 });
  const answering = chat(chaos.url);
  expect(await seen).toEqual({ status: 200, body: {} });
  expect(await control('POST', 'wait', { gate: gate.id })).toMatchObject({ status: 200 });
  expect(await control('POST', 'open', { id: gate.id })).toMatchObject({ status: 200 });
  expect((await answering).status).toBe(503);
  await chaos.wait({ phase: 'end' });
  expect((await control('GET', 'log')).body).toMatchObject([
    { phase: 'start' },
    { phase: 'end', status: 503 },
  ]);
  expect((await control('GET', 'log?since=1')).body).toEqual([]);
  expect((await control('GET', 'stats')).body).toMatchObject({ requests: 1, byFault: { 'status,503': 1 } });
  expect(await control('POST', 'open', { id: gate.id })).toMatchObject({ status: 404 });
  expect(await control('POST', 'script', { fault: 'dorp' })).toMatchObject({ status: 400 });
  for (const name of ['script', 'gate', 'wait']) {
    const broken = { fault: 'ok', match: { regex: '(' } };
    expect(await control('POST', name, name === 'script' ? broken : { match: broken.match })).toMatchObject({
      status: 400,
    });
  }
  expect(await control('POST', 'script', { foult: 'drop' })).toMatchObject({ status: 400 });
  expect(await control('POST', 'reset')).toMatchObject({ status: 200 });
  expect(chaos.log()).toEqual([]);
});

test('the list of models meets a fault only when it is meant', async () => {
  await using chaos = await startChaos({ profile: { html: 1 } });
  const list = async (): Promise<number> => (await fetch(`${chaos.url}/models`)).status;
  chaos.script({ fault: 'status,500', times: 1 });
  expect(await list()).toBe(200);
  expect((await chat(chaos.url)).status).toBe(500);
  chaos.script({ match: { path: '/v1/models' }, fault: 'status,503' });
  expect(await list()).toBe(503);
});

test('lists models, makes vectors, refuses the rest', async () => {
  await using chaos = await startChaos({ models: ['a/b'] });
  expect(await (await fetch(`${chaos.url}/models`)).json()).toMatchObject({ data: [{ id: 'a/b' }] });
  const embed = async (input: string[]) =>
    (
      await fetch(`${chaos.url}/embeddings`, { method: 'POST', body: JSON.stringify({ model: 'e', input }) })
    ).json();
  const { data } = await embed(['one', 'two', 'one']);
  expect(data[0].embedding).toEqual(data[2].embedding);
  expect(data[0].embedding).not.toEqual(data[1].embedding);
  expect(Math.hypot(...data[1].embedding)).toBeCloseTo(1);
  expect((await fetch(`${chaos.url}/completions`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${chaos.url}/chat/completions`, { method: 'POST', body: '{"model":' })).status).toBe(
    400,
  );
});

test('close ends what hangs, says so in the witness, and frees the port', async () => {
  const chaos = await startChaos();
  const hanging = [
    askWire(chaos, 'hang-headers'),
    askWire(chaos, 'stall,at=2'),
    askWire(chaos, 'gap,ms=1000'),
  ];
  await chaos.wait({ n: 3 });
  const halfSent = connect(chaos.port, '127.0.0.1').on('error', () => {});
  halfSent.write('POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{"m');
  await (await fetch(`${chaos.url}/models`)).text();
  await chaos.close();
  const ends = (await Promise.all(hanging)).map(({ ended, isWhole }) => `${ended} ${isWhole}`);
  expect(ends.filter((end) => !/^(?:fin|reset) false$/.test(end))).toEqual([]);
  expect(chaos.stats()).toMatchObject({ open: 0, byEnd: { 'chaos-closed': 4, ok: 1 } });
  await expect(once(connect(chaos.port, '127.0.0.1'), 'connect')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('runs as a process of its own', async () => {
  const witnessFile = join(folder, 'process.jsonl');
  const main = join(import.meta.dirname, 'main.ts');
  const options = ['--witness', witnessFile, '--seed', 's', '--profile', '{"p503":1}', '--models', 'a/b,c/d'];
  const child = execFile(process.execPath, [main, ...options]);
  const exited = once(child, 'exit');
  const [ready] = await once(createInterface(child.stdout ?? process.stdin), 'line');
  const { url } = JSON.parse(ready);
  expect((await chat(url)).status).toBe(503);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(fileLines(witnessFile)).toMatchObject([{ phase: 'start' }, { phase: 'end', status: 503 }]);
});
