import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chaos } from '#server/testing/chaos/chaos.ts';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import { emptyRun, foldRun, type StreamEvent } from '#shared/runView.ts';

let chaos: Chaos;
let app: TestApp;

beforeAll(async () => {
  chaos = await startChaos();
  app = await testApp({ modelUrl: chaos.url });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await chaos.close();
});

async function ask(body: Record<string, string>): Promise<{ status: number; answer: ChatAnswer }> {
  const response = await fetch(`${app.url}/api/v1/chat/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

const requests = () => chaos.log().filter((line) => line.phase === 'start' && line.role !== null);

async function count(table: 'runs' | 'llm_calls' | 'sessions'): Promise<number> {
  const { rows } = await sql<{ n: string | number }>`
    select count(*) as n from ${sql.table(table)}`.execute(app.database.em.fork().getKysely());
  return Number(rows[0]?.n);
}

test("another company's conversation under the same id is another conversation: none of its words are read", async () => {
  await insertReviews(app.database.em, 'other', 3);
  await ask({ message: 'The secret word is heliotrope: what do customers say?', session_id: 'shared-id' });
  const before = requests().length;
  const { status, answer } = await ask({
    message: 'What did I say before?',
    session_id: 'shared-id',
    company_id: 'other',
  });
  expect(status).toBe(200);
  const later = requests().slice(before);
  expect(later).not.toHaveLength(0);
  expect(JSON.stringify(later.map((line) => line.messages))).not.toContain('heliotrope');
  expect(JSON.stringify(later.map((line) => line.messages))).not.toContain('comp-123');
  expect(JSON.stringify(answer)).not.toContain('heliotrope');
});

test('a company that is not there is refused before anything is written or asked', async () => {
  const counts = async () => [await count('runs'), await count('llm_calls'), await count('sessions')];
  const before = { requests: requests().length, counts: await counts() };
  const { status, answer } = await ask({ message: 'Hello', company_id: 'nobody' });
  expect(status).toBe(404);
  expect(answer).toMatchObject({ error: { code: 'company-not-found' } });
  expect({ requests: requests().length, counts: await counts() }).toEqual(before);
});

test('what a caller says of the user is what the ledger says, and nothing else of the body gets there', async () => {
  const { answer } = await ask({
    message: 'What do customers say?',
    user_id: 'constructor',
    role: 'owner',
    epoch: '99',
  });
  const { rows } = await sql<{ user_id: string; company_id: string; epoch: number }>`
    select distinct user_id, company_id, epoch from llm_calls where run_id = ${answer.run_id}`.execute(
    app.database.em.fork().getKysely(),
  );
  expect(rows).toEqual([{ user_id: 'constructor', company_id: 'comp-123', epoch: 1 }]);
});

test.for([
  '',
  '0',
  '3',
  '-1',
  '999999999',
  '99999999999999999999',
  'DROP TABLE run_events',
  'last of the other',
])('a stream resumed at "%s" shows one run only, and folds to what is stored', async (place) => {
  const [mine, other] = await Promise.all([
    ask({ message: 'What do customers say?' }),
    ask({ message: 'What else do they say, and who says what?' }),
  ]);
  const lastEventId = place === 'last of the other' ? String(await lastSeq(other.answer.run_id)) : place;
  const runId = mine.answer.run_id;
  const byInput = await follow({ runId, lastEventId }, {});
  const byHeader = await follow({ runId }, { 'last-event-id': lastEventId });
  const { rows } = await sql<{ view: unknown }>`select view from runs where id = ${runId}`.execute(
    app.database.em.fork().getKysely(),
  );
  for (const events of [byInput, byHeader]) {
    expect(events.filter((event) => event.runId !== runId)).toEqual([]);
    if (Number(lastEventId) === (await lastSeq(runId))) expect(events).toEqual([]);
    else if (events[0]?.type === 'snapshot' || events[0]?.seq === 1)
      expect(events.reduce(foldRun, emptyRun)).toEqual(rows[0]?.view);
    else expect(events[0]?.seq).toBe(Number(lastEventId) + 1);
  }
});

test('nothing is left behind', async () => {
  await expect.poll(() => app.app.services.chat.running()).toBe(0);
  expect(app.app.services.chat.followers()).toBe(0);
  expect(chaos.stats().open).toBe(0);
  const { rows } = await sql`select 1 from llm_calls where status = 'open'`.execute(
    app.database.em.fork().getKysely(),
  );
  expect(rows).toEqual([]);
});

async function lastSeq(runId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select max(seq) as seq from run_events where run_id = ${runId}`.execute(
    app.database.em.fork().getKysely(),
  );
  return rows[0]?.seq ?? 0;
}

/** All events of a stream up to its end. */
async function follow(input: unknown, headers: Record<string, string>): Promise<StreamEvent[]> {
  const url = `${app.url}/trpc/chat.stream?input=${encodeURIComponent(JSON.stringify(input))}`;
  const text = await (await fetch(url, { headers })).text();
  return [...text.matchAll(/^data: (\{"v":.*)$/gm)].map(([, data = '']): StreamEvent => JSON.parse(data));
}
