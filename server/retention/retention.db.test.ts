import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { runTotals } from '#server/chat/runTotals.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ChatRequest } from '#server/testing/chaos/chatRequest.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { answersJson, callsTool, fails, hangsAfter, plans, says } from '#server/testing/scriptStep.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { checkSums } from '#server/usage/checkSums.ts';
import { foldMarks } from '#server/usage/foldMarks.ts';
import { usageTotals } from '#server/usage/usageTotals.ts';
import { verify } from '#server/verify/verify.ts';
import { callTree, type TreeNode } from '#shared/callTree.ts';
import type { RetentionAmounts } from '#shared/retention.ts';
import { readRetention } from './keepRetention.ts';
import { removeTexts } from './removeTexts.ts';
import { removeOldTexts } from './retentionUpkeep.ts';

/** In whose every place a word of its own stands: asked, planned, searched for, found, answered. */
const canaryIn = (text: string) => /kanari\w+/.exec(text)?.[0] ?? 'none';

function answersWithCanary({ role, promptText, question, tools }: ChatRequest) {
  const word = canaryIn(question === '' ? promptText : question);
  if (role === 'Query Planning')
    return plans({ intent: word, needs: [word], searches: [word, 'slow'], terms: [word] });
  if (role === 'RAG Retrieval' && tools.length > 0) return callsTool('search_reviews', { query: word });
  if (role === 'Data Analysis')
    return answersJson({ themes: [{ label: word, terms: `${word} or app`, reviews: [1, 2] }] });
  return word === 'kanarirunning' ? hangsAfter(`It is ${word}`) : says(`It is ${word}, they say [1].`);
}

/** The tables of which some row holds a word, in whatever column of whatever type. */
async function tablesWith(em: Em, word: string): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    em.getKysely(),
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql`select from ${sql.table(`${schema}.${name}`)} as held
      where held::text ilike ${`%${word}%`} limit 1`.execute(em.getKysely());
    if (rows.length > 0) found.push(name);
  }
  return found.toSorted();
}

async function grow(app: TestApp, runId: string, days: number): Promise<void> {
  await sql`update runs set created_at = created_at - make_interval(days => ${days}::int),
    ended_at = ended_at - make_interval(days => ${days}::int) where id = ${runId}`.execute(
    app.database.em.getKysely(),
  );
}

async function settled({ app }: TestApp, message: string, companyId: string, sessionId?: string) {
  const sent = await app.services.chat.send({ message, companyId, ...(sessionId ? { sessionId } : {}) });
  await app.services.chat.settle(sent.runId, new AbortController().signal);
  return sent;
}

/** Removes what is due, or waits until the app itself has. */
async function removeAll({ database: { database, em } }: TestApp): Promise<void> {
  await vi.waitFor(
    async () => {
      await removeOldTexts(database, new AbortController().signal);
      expect(await readRetention(em, 'comp-123')).toMatchObject({ isWorking: false });
    },
    { timeout: 20_000 },
  );
}

async function foldAll(em: Em): Promise<void> {
  while ((await foldMarks(em, 1_000)) > 0);
}

const texts = new Set(['prompt', 'response', 'error_message', 'metadata', 'texts_removed_at']);

/** Every figure there is: of each row, each company and each budget, and what the invariants say. */
async function figures(em: Em) {
  const db = em.getKysely();
  const { rows } = await sql<Record<string, unknown>>`select * from llm_calls order by id`.execute(db);
  const { rows: kept } = await sql`select * from usage_buckets
    order by company_id, dimension, level, start, value, other`.execute(db);
  const { rows: counters } = await sql`select * from budget_counters order by 1, 2, 3`.execute(db);
  const ledger = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !texts.has(column))),
  );
  const broken = (await verify(em)).invariants.filter((invariant) => invariant.broken.length > 0);
  return { ledger, kept, counters, usage: await usageTotals(em, 'comp-123', {}), broken };
}

const amountsOf = ({ questions, calls, messages, events }: RetentionAmounts) => ({
  questions,
  calls,
  messages,
  events,
});

/** A tree in its shape and figures, without the words on its nodes. */
const shapeOf = ({ facts, children, ...node }: TreeNode): unknown => ({
  ...node,
  facts: facts.map(({ label }) => label),
  children: children.map(shapeOf),
});

test('in the middle of use texts go from every table, and figures, trees and invariants stay', {
  timeout: 60_000,
}, async () => {
  await using model = await scriptedModel([
    fails(400),
    ...Array.from({ length: 60 }, () => answersWithCanary),
  ]);
  await using app = await testApp({ modelUrl: model.url });
  const { em } = app.database;
  const { chat } = app.app.services;
  const client = createCandorClient({ url: app.url });
  await insertReviews(em, 'other', 20);
  await client.budgets.make.mutate({
    scope: 'company',
    window: 'total',
    measure: 'tokens',
    limit: 9e9,
    hard: true,
  });

  const failed = await settled(app, 'Is it kanarifailed?', 'comp-123');
  const old = await settled(app, 'What do people say about kanariold?', 'comp-123');
  await settled(app, 'What about kanariyoung?', 'comp-123');
  const theirs = await settled(app, 'What about kanaritheirs?', 'other');
  const running = await chat.send({ message: 'Is it kanarirunning?' });
  const { items } = await client.calls.list.query({ runId: old.runId });
  const { items: failedCalls } = await client.calls.list.query({ runId: failed.runId });
  const oldCallId = items[0]?.callId ?? '';
  const replayed = await client.calls.replay.mutate({ callId: oldCallId });
  for (const { runId } of [failed, old, theirs, running]) await grow(app, runId, 40);
  await sql`update llm_calls set created_at = created_at - interval '40 days', metadata = metadata || '{"question":"kanariold"}'
    where call_id = ${replayed.callId}::uuid`.execute(em.getKysely());
  await foldAll(em);
  await checkSums(() => em.fork(), new AbortController().signal);

  const before = await figures(em);
  expect(before.broken).toEqual([]);
  const treeBefore = callTree(await chat.viewOf(old.runId));
  expect(await tablesWith(em, 'kanariold')).toEqual([
    'llm_call_search',
    'llm_call_texts',
    'llm_calls',
    'messages',
    'run_events',
    'runs',
    'sessions',
  ]);
  const preview = await client.retention.preview.query({ days: 30 });
  const [oldEvents, failedEvents] = await Promise.all(
    [old, failed].map(
      async ({ runId }) => (await chat.events({ runId, after: 0, limit: 500 })).events.length,
    ),
  );
  expect(preview).toEqual({
    questions: 2,
    calls: items.length + failedCalls.length + 1,
    messages: 3,
    events: (oldEvents ?? 0) + (failedEvents ?? 0),
    oldestAt: expect.any(String),
  });

  expect(await client.retention.get.query({})).toEqual({
    textsKeptDays: null,
    isWorking: false,
    lastRound: null,
  });
  expect(await client.retention.set.mutate({ textsKeptDays: 30 })).toMatchObject({ isWorking: true });
  const answering = settled(app, 'And what about kanariduring?', 'comp-123');
  await removeAll(app);
  await answering;

  expect(await tablesWith(em, 'kanariold')).toEqual([]);
  expect(await tablesWith(em, 'kanarifailed')).toEqual([]);
  for (const word of ['kanariyoung', 'kanaritheirs', 'kanarirunning', 'kanariduring'])
    expect(await tablesWith(em, word), `holds ${word}`).toContain('run_events');
  const { lastRound } = await client.retention.get.query({});
  expect(lastRound).toEqual({ ...amountsOf(preview), at: expect.any(String) });
  expect(await client.retention.preview.query({ days: 30 })).toEqual({
    questions: 0,
    calls: 0,
    messages: 0,
    events: 0,
    oldestAt: null,
  });

  await chat.stop(running.runId);
  await foldAll(em);
  const after = await figures(em);
  expect(after.broken).toEqual([]);
  const earlier = new Set(before.ledger.map(({ call_id }) => call_id));
  const wereOpen = new Set(before.ledger.flatMap((row) => (row.status === 'open' ? [row.call_id] : [])));
  const closedBefore = (row: Record<string, unknown>) =>
    earlier.has(row.call_id) && !wereOpen.has(row.call_id);
  expect(after.ledger.filter(closedBefore)).toEqual(before.ledger.filter(closedBefore));
  const treeAfter = callTree(await chat.viewOf(old.runId));
  expect(shapeOf(treeAfter)).toEqual(shapeOf(treeBefore));

  // whoever reads what is gone is told so
  const session = await client.sessions.get.query({ sessionId: old.sessionId });
  expect(session.title).toMatch(/^Conversation of \d{4}-\d\d-\d\d$/);
  expect(session.runs).toMatchObject([
    { question: '', view: { answer: '', status: 'done' }, textsRemoved: { keptDays: 30 } },
  ]);
  const rest = await fetch(`${app.url}/api/v1/runs/${old.runId}`);
  expect(await rest.json()).toMatchObject({
    message: '',
    metadata: {
      total_tokens: (await runTotals(em, old.runId)).totalTokens,
      texts_removed_at: expect.any(String),
    },
  });
  expect(await client.calls.get.query({ callId: oldCallId })).toMatchObject({
    prompt: '',
    request: null,
    responseText: null,
    textsRemovedAt: expect.any(String),
  });
  await expect(client.calls.replay.mutate({ callId: oldCallId })).rejects.toMatchObject({
    data: { appCode: 'request-not-kept' },
  });
  expect((await client.sessions.list.query({ query: 'kanariold' })).items).toEqual([]);
  expect((await client.calls.list.query({ words: 'kanariold' })).items).toEqual([]);
  const asked = model.requests.length;
  await settled(app, 'And since then?', 'comp-123', old.sessionId);
  const told = model.requests.slice(asked).map(({ messages }) => messages.map(({ role }) => role));
  expect(told[0]).toEqual(['system', 'user']);
  expect((await client.sessions.get.query({ sessionId: old.sessionId })).title).toMatch(/^Conversation of/);
});

test('whoever comes after the end of a round does not begin another one', async () => {
  await using app = await testApp();
  const { em } = app.database;
  const { retention } = createCandorClient({ url: app.url });
  await grow(app, (await settled(app, 'Hello!', 'comp-123')).runId, 5);
  await foldAll(em);
  await retention.set.mutate({ textsKeptDays: 3 });
  await removeAll(app);
  const { lastRound } = await retention.get.query({});
  expect(lastRound).toMatchObject({ questions: 1, calls: 1 });
  expect(await removeTexts(em, 'comp-123', 10)).toBe('done');
  expect((await retention.get.query({})).lastRound).toEqual(lastRound);
});

test('figures of nobody change while nothing is asked', async () => {
  await using app = await testApp();
  const { em } = app.database;
  const { runId } = await settled(app, 'What is slow?', 'comp-123');
  await grow(app, runId, 9);
  await foldAll(em);
  const before = await figures(em);
  await createCandorClient({ url: app.url }).retention.set.mutate({ textsKeptDays: 9 });
  await removeAll(app);
  expect(await figures(em)).toEqual(before);
  expect((await createCandorClient({ url: app.url }).sessions.list.query({})).items).toHaveLength(1);
});

test('a batch that dies at its last statement leaves everything as it was, and is done again', async () => {
  await using app = await testApp();
  const { em, database } = app.database;
  const client = createCandorClient({ url: app.url });
  for (let asked = 0; asked < 12; asked++)
    await grow(app, (await settled(app, 'Hello!', 'comp-123')).runId, 5);
  await foldAll(em);
  const preview = await client.retention.preview.query({ days: 3 });
  await client.retention.set.mutate({ textsKeptDays: 3 });
  await sql`create function die() returns trigger language plpgsql as
    $$ begin if new.questions > 10 then raise exception 'died'; end if; return new; end $$`.execute(
    em.getKysely(),
  );
  await sql`create trigger dies before update on retention for each row execute function die()`.execute(
    em.getKysely(),
  );
  // the app itself is at it too, and only one at a time is
  await vi.waitFor(
    () => expect(removeOldTexts(database, new AbortController().signal)).rejects.toThrow('died'),
    { timeout: 20_000 },
  );
  expect(await client.retention.preview.query({ days: 3 })).toMatchObject({ questions: 2 });
  expect((await figures(em)).broken).toEqual([]);
  await sql`drop trigger dies on retention`.execute(em.getKysely());
  await removeAll(app);
  expect(await client.retention.get.query({})).toMatchObject({
    isWorking: false,
    lastRound: amountsOf(preview),
  });
  expect((await figures(em)).broken).toEqual([]);
});

test('days that are none are refused, and nobody but whole days from 1 to 3,650 or for ever', async () => {
  await using app = await testApp();
  const { retention } = createCandorClient({ url: app.url });
  for (const days of [0, -1, 1.5, Number.NaN, 3_651, 1e300, Number.POSITIVE_INFINITY]) {
    await expect(retention.preview.query({ days }), `days ${days}`).rejects.toMatchObject({
      data: { httpStatus: 400 },
    });
    // JSON knows no NaN, and says null: that is for ever, and removes nothing
    if (Number.isFinite(days))
      await expect(retention.set.mutate({ textsKeptDays: days }), `days ${days}`).rejects.toMatchObject({
        data: { httpStatus: 400 },
      });
  }
  for (const days of ['0', '-1', '1.5', 'NaN', '', '1e3', '99999999999999999999'])
    expect((await fetch(`${app.url}/api/v1/retention/preview?days=${days}`)).status, `days ${days}`).toBe(
      400,
    );
  await expect(retention.set.mutate({ companyId: 'nobody', textsKeptDays: 1 })).rejects.toMatchObject({
    data: { httpStatus: 404 },
  });
  await expect(retention.set.mutate({ companyId: 'sample-usage', textsKeptDays: 1 })).rejects.toMatchObject({
    data: { httpStatus: 400 },
  });
  const post = await fetch(`${app.url}/api/v1/retention`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ texts_kept_days: 3_650 }),
  });
  expect(await post.json()).toMatchObject({ texts_kept_days: 3_650, last_round: null });
  const read = await fetch(`${app.url}/api/v1/retention?company_id=comp-123`);
  expect(await read.json()).toMatchObject({ texts_kept_days: 3_650 });
  const preview = await fetch(`${app.url}/api/v1/retention/preview?days=30`);
  expect(await preview.json()).toMatchObject({ questions: 0, oldest_at: null });
});
