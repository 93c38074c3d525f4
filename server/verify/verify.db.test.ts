import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Chaos } from '#server/testing/chaos/chaos.ts';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import type { InvariantId } from './invariants.ts';
import { type VerifyReport, verify } from './verify.ts';

const brokenOf = async (app: TestApp, chaos?: Chaos) => {
  const { invariants } = await verify(app.database.em, chaos ? { witness: chaos.log() } : {});
  return new Map(invariants.map(({ id, broken }) => [id, broken]));
};
const allBroken = (found: Map<number, string[]>) => [...found].filter(([, ids]) => ids.length > 0);

async function ask({ app }: TestApp, message: string): Promise<string> {
  const { runId } = await app.services.chat.send({ message });
  await app.services.chat.settle(runId, new AbortController().signal);
  return runId;
}

async function callsOf({ database }: TestApp, runId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select call_id::text as id from llm_calls
    where run_id = ${runId} order by id`.execute(database.em.getKysely());
  return rows.map((row) => row.id);
}

test('whatever the upstream does, and whenever it is stopped, nothing is broken', {
  timeout: 60_000,
}, async () => {
  await using chaos = await startChaos({
    profile: { p429: 0.1, pDrop: 0.1, fin: 0.05, nousage: 0.2, errobj: 0.1 },
  });
  await using app = await testApp({ modelUrl: chaos.url });
  await Promise.all(
    Array.from({ length: 6 }, (_, index) => ask(app, `What do people say about boards, part ${index}?`)),
  );
  chaos.script({ match: { regex: 'What is slow' }, fault: 'gap,ms=20' });
  const { runId } = await app.app.services.chat.send({ message: 'What is slow?' });
  await chaos.wait({ match: { role: 'writer', regex: 'What is slow' } });
  await app.app.services.chat.stop(runId);
  await ask(app, 'Hello!');
  expect(allBroken(await brokenOf(app, chaos))).toEqual([]);
});

test('what a living owner works on is not broken', async () => {
  await using chaos = await startChaos();
  await using app = await testApp({ modelUrl: chaos.url });
  const gate = chaos.gate({ match: { role: 'analyst' } });
  const { runId } = await app.app.services.chat.send({ message: 'What is slow?' });
  await gate.reached;
  expect(allBroken(await brokenOf(app, chaos))).toEqual([]);
  gate.open();
  await app.app.services.chat.settle(runId, new AbortController().signal);
});

/** Damage, and the invariant that must name it: by the run, or by its first call. */
const damages: [InvariantId, 'run' | 'call', (runId: string, callId: string) => ReturnType<typeof sql>][] = [
  [1, 'call', (_, call) => sql`delete from llm_calls where call_id = ${call}::uuid`],
  [2, 'call', (_, call) => sql`update llm_calls set sent_at = null where call_id = ${call}::uuid`],
  [
    3,
    'call',
    (_, call) => sql`update llm_calls set sent_at = null, status = 'error' where call_id = ${call}::uuid`,
  ],
  [
    4,
    'call',
    (_, call) => sql`update llm_call_texts set response = response || '!' where call_id = ${call}::uuid`,
  ],
  [
    4,
    'call',
    (_, call) => sql`update llm_calls set prompt_tokens = prompt_tokens + 1, total_tokens = total_tokens + 1
    where call_id = ${call}::uuid`,
  ],
  [
    5,
    'call',
    (_, call) => sql`update llm_calls set status = 'open', ended_at = null where call_id = ${call}::uuid`,
  ],
  [
    5,
    'run',
    (run) =>
      sql`update runs set status = 'running', lease_until = now() - interval '1 minute' where id = ${run}`,
  ],
  [
    6,
    'call',
    (_, call) =>
      sql`update llm_calls set response = response || repeat('é', 1001) where call_id = ${call}::uuid`,
  ],
  [7, 'call', (_, call) => sql`update llm_calls set step_id = null where call_id = ${call}::uuid`],
  [
    8,
    'run',
    (_, call) => sql`update llm_calls set cost_nano_usd = cost_nano_usd + 1 where call_id = ${call}::uuid`,
  ],
  [
    9,
    'call',
    (_, call) => sql`update llm_calls set cost_nano_usd = cost_nano_usd + 1 where call_id = ${call}::uuid`,
  ],
  [11, 'run', (run) => sql`delete from run_events where run_id = ${run} and seq = 3`],
  [11, 'run', (run) => sql`delete from run_events where run_id = ${run} and event->>'type' = 'run-end'`],
  [
    12,
    'run',
    (run) => sql`update messages set text = text || '!' where run_id = ${run} and role = 'assistant'`,
  ],
  [
    12,
    'run',
    (run) => sql`update runs set view = jsonb_set(view::jsonb, '{phase}', '"?"')::json where id = ${run}`,
  ],
  [
    13,
    'call',
    (_, call) =>
      sql`update llm_calls set run_id = null, session_id = null, step_id = null where call_id = ${call}::uuid`,
  ],
  [
    14,
    'run',
    (run) =>
      sql`update run_events set event = jsonb_set(event::jsonb, '{seq}', '7')::json where run_id = ${run} and seq = 3`,
  ],
  [
    15,
    'call',
    (run) =>
      sql`update runs set status = 'stopped', ended_at = created_at - interval '1 second' where id = ${run}`,
  ],
  [19, 'run', (run) => sql`delete from messages where run_id = ${run} and role = 'user'`],
  [20, 'run', (run) => sql`update run_events set epoch = 2 where run_id = ${run} and seq = 3`],
  [21, 'call', (_, call) => sql`update llm_calls set company_id = 'other' where call_id = ${call}::uuid`],
  [
    22,
    'run',
    (
      run,
    ) => sql`update run_events set event = jsonb_set(event::jsonb, '{reviews,0,reviewId}', '"foreign"')::json
    where run_id = ${run} and event->>'type' = 'sources'`,
  ],
  [
    26,
    'call',
    (_, call) => sql`update llm_calls set texts_removed_at = now(), prompt = '', response = ''
    where call_id = ${call}::uuid`,
  ],
  [26, 'run', (run) => sql`update runs set texts_removed_at = now() where id = ${run}`],
];

test('every kind of damage is found and named', { timeout: 60_000 }, async () => {
  await using chaos = await startChaos();
  await using app = await testApp({ modelUrl: chaos.url });
  const runs = await Promise.all(
    damages.map((_, index) => ask(app, `What do people say about boards, part ${index}?`)),
  );
  expect(allBroken(await brokenOf(app, chaos))).toEqual([]);

  const wanted: [InvariantId, string][] = [];
  for (const [index, [invariant, named, damage]] of damages.entries()) {
    const runId = runs[index] ?? '';
    const [callId = ''] = await callsOf(app, runId);
    await damage(runId, callId).execute(app.database.em.getKysely());
    wanted.push([invariant, named === 'run' ? runId : callId]);
  }
  const found = await brokenOf(app, chaos);
  for (const [invariant, id] of wanted) expect(found.get(invariant), `invariant ${invariant}`).toContain(id);
});

test('without a witness it says what it could not look at', async () => {
  await using app = await testApp();
  const { ok, invariants } = await verify(app.database.em);
  expect(ok).toBe(true);
  expect(invariants.filter(({ checked }) => !checked).map(({ id }) => id)).toEqual([1, 3]);
});

test('the route holds a witness against the running server, and refuses one that it cannot read', async () => {
  await using chaos = await startChaos();
  await using app = await testApp({ modelUrl: chaos.url });
  const runId = await ask(app, 'What do people say about boards?');
  const post = (body: string) =>
    fetch(`${app.url}/api/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/jsonl' },
      body,
    });
  const witness = chaos
    .log()
    .map((line) => JSON.stringify(line))
    .join('\n');
  const good = await post(witness);
  expect([good.status, await good.json()]).toMatchObject([200, { ok: true }]);

  const [callId = ''] = await callsOf(app, runId);
  await sql`delete from llm_calls where call_id = ${callId}::uuid`.execute(app.database.em.getKysely());
  const lost = await post(witness);
  const report: VerifyReport = await lost.json();
  expect(report.ok).toBe(false);
  expect(report.invariants[0]).toMatchObject({ id: 1, broken: [callId] });

  const unreadable = await post('nothing\nthat is JSON');
  expect([unreadable.status, await unreadable.json()]).toMatchObject([
    400,
    { error: { code: 'bad-witness' } },
  ]);
});
