import Fastify from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { StreamEvent } from '#shared/runView.ts';
import { streamRun } from './streamRun.ts';

const runId = '00000000-0000-4000-8000-000000000000';
const first: StreamEvent = {
  v: 1,
  type: 'status',
  runId,
  seq: 1,
  at: '2026-01-01T00:00:00.000Z',
  phase: 'starting',
  message: 'Initializing...',
};

test('a stream whose source breaks ends with an error that the log knows, and the run is stopped', async () => {
  const logged: string[] = [];
  const stopped: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  const chat = {
    async *follow() {
      yield first;
      throw new Error('select * from run_events failed');
    },
    async stop(id: string) {
      stopped.push(id);
      throw new Error('the database is away');
    },
  };
  await using server = Fastify();
  server.get('/', async (_request, reply) => {
    await streamRun({ chat, log }, runId, reply);
    return reply;
  });
  const url = await server.listen({ port: 0 });
  const text = await (await fetch(url)).text();
  const messages = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  expect(messages.map((message) => message.type)).toEqual(['status', 'error']);
  expect(messages[1].data).toMatchObject({ code: 'internal', retryable: true, run_id: runId });
  expect(text).not.toContain('run_events');
  expect(logged[0]).toContain(messages[1].data.incident_id);
  expect(stopped).toEqual([runId]);
});
