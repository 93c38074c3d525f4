import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { StreamEvent } from '#shared/runView.ts';
import { followOnce } from './followOnce.ts';
import { outside } from './outside.ts';
import { printTable } from './printTable.ts';

/**
 * Runs a server against `llmock` of `@copilotkit/aimock`, an OpenAI-compatible server that others wrote, and compares
 * its journal with the ledger, id by id. Both are running already:
 *
 *   npx --package @copilotkit/aimock llmock --port 4010 --latency 5 --journal-max 0 --fixtures server/testing/crash/aimockFixtures.json
 *   PORT=8010 DATA_DIR=/tmp/aimock-data OPENAI_BASE_URL=http://127.0.0.1:4010/v1 OPENAI_API_KEY=x npm start
 *   node server/testing/crash/aimockRun.ts --url http://127.0.0.1:8010 --journal http://127.0.0.1:4010/__aimock/journal
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8010' },
    journal: { type: 'string', default: 'http://127.0.0.1:4010/__aimock/journal' },
    questions: { type: 'string', default: '10' },
  },
});
const { trpc, sql } = outside(values.url);
const questions = Number(values.questions);
const chaosUrl = new URL('chaos', values.journal);

const journalEntry = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.unknown()),
  response: z.object({ status: z.number(), interrupted: z.boolean().optional() }),
});

async function setChaos(config: Record<string, number>): Promise<void> {
  const response = await fetch(chaosUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(config),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function askAll(about: string): Promise<string[]> {
  return Promise.all(
    Array.from({ length: questions }, async (_, index) => {
      const answer = await trpc.chat.ask.mutate({ message: `What do people say about ${about}, ${index}?` });
      return answer.run_id;
    }),
  );
}

async function stopAll(when: (runId: string, index: number) => Promise<unknown>): Promise<string[]> {
  return Promise.all(
    Array.from({ length: questions }, async (_, index) => {
      const { runId } = await trpc.chat.send.mutate({ message: `What takes long, ${index}?` });
      await when(runId, index);
      await trpc.chat.stop.mutate({ runId });
      return runId;
    }),
  );
}

/** Resolves with the first words of the answer. */
async function firstWords(runId: string): Promise<void> {
  const heard = new AbortController();
  const onEvent = ({ type }: StreamEvent) => {
    if (type === 'answer-delta') heard.abort();
  };
  await followOnce({ url: values.url, runId, onEvent, signal: heard.signal });
}

async function journalled() {
  const response = await fetch(values.journal);
  const entries = z.array(journalEntry).parse(await response.json());
  return entries.filter(({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'));
}

/** One line: what the journal and the ledger say of these runs. */
async function compare(scene: string, runIds: string[]): Promise<boolean> {
  // the journal has a request when its answer is over
  await sleep(1_500);
  const rows =
    await sql(`select call_id, status, sent_at is not null, first_token_at is not null from llm_calls
    where run_id in (${runIds.map((id) => `'${id}'`).join(',')})`);
  const sent = new Set(rows.filter((row) => row[2] === 'true').map(([id]) => id ?? ''));
  const all = new Set(rows.map(([id]) => id ?? ''));
  const seen = (await journalled()).filter(({ headers }) => all.has(String(headers['x-candor-call-id'])));
  const ids = new Set(seen.map(({ headers }) => String(headers['x-candor-call-id'])));
  // a stop may come while the connection is still being made: sent, as far as we know, and never arrived
  const unseen = rows.filter(([id]) => sent.has(id ?? '') && !ids.has(id ?? ''));
  const cutOnTheWay = unseen.filter(([, status, , answered]) => status === 'stopped' && answered === 'false');
  const runs = await sql(`select status, count(*) from runs
    where id in (${runIds.map((id) => `'${id}'`).join(',')}) group by 1 order by 1`);
  const statuses = Map.groupBy(rows, ([, status]) => status);
  printTable(
    [
      {
        scene: scene.padEnd(18),
        journal: seen.length,
        'rows sent': sent.size,
        'cut on the way': cutOnTheWay.length,
        'otherwise missing': unseen.length - cutOnTheWay.length,
        'status 429': seen.filter(({ response }) => response.status === 429).length,
        runs: runs.map(([status, count]) => `${count} ${status}`).join(', '),
        rows: [...statuses].map(([status, of]) => `${of.length} ${status}`).join(', '),
      },
    ],
    scene === 'plain',
  );
  return seen.length === ids.size && ids.size + cutOnTheWay.length === sent.size;
}

const equal: boolean[] = [];
equal.push(await compare('plain', await askAll('boards')));
await setChaos({ rateLimitRate: 0.3 });
equal.push(await compare('429s', await askAll('the mobile app')));
await setChaos({ disconnectRate: 0.3 });
equal.push(await compare('cut connections', await askAll('support')));
await setChaos({});
equal.push(await compare('cut mid-stream', await askAll('a cut answer')));
equal.push(await compare('stops mid-answer', await stopAll(firstWords)));
equal.push(await compare('stops anywhere', await stopAll((_, index) => sleep(100 + 150 * index))));
const everything = await journalled();
const [sentInAll] = await sql('select count(*) from llm_calls where sent_at is not null');
process.stdout.write(`in all: journal ${everything.length}, rows sent ${sentInAll?.[0]}\n`);
process.exitCode = equal.every(Boolean) ? 0 : 1;
