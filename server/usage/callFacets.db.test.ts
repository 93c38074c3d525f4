import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { type CallFilter, callFilter } from '#shared/callFilter.ts';
import { callFacets } from './callFacets.ts';
import { listCalls } from './listCalls.ts';
import { usageTotals } from './usageTotals.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await sql`insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
      completion_tokens, total_tokens, usage_source, cost_nano_usd, user_id, company_id, session_id, created_at, ended_at, metadata)
    select gen_random_uuid(), 'm' || n % 3, 'p', (array['CHAT', 'TOOL_USE'])[1 + n % 2],
      (array['done', 'done', 'error', 'rejected'])[1 + n % 4], 'why? 👍' || n, repeat('because ', 100), n, 1, n + 1,
      (array['provider', 'estimated'])[1 + n / 2 % 2], case when n % 3 > 0 then n * 1000 end, 'u' || n % 5,
      case when n <= 200 then 'acme' else 'other' end, 's', '2026-03-01T00:00:00Z'::timestamptz + make_interval(hours => n),
      now(), case when n % 7 = 0 then '{}' else jsonb_build_object('role', (array['Answer', 'Query Planning'])[1 + n % 2]) end
    from generate_series(1, 240) n`.execute(database.em.getKysely());
});
afterAll(() => database[Symbol.asyncDispose]());

const newestFirst = { sort: 'time', ascending: false } as const;

/** All calls that pass, page by page. */
async function all(filter: CallFilter, companyId = 'acme') {
  const found = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCalls>> = await listCalls(database.em, {
      ...filter,
      companyId,
      cursor,
      limit: 37,
      previewPoints: 6,
      ...newestFirst,
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const filters: [string, CallFilter][] = [
  ['nothing', {}],
  ['a model', { model: 'm1' }],
  ['a role and a user', { role: 'Answer', userId: 'u3' }],
  ['a status and a type', { status: 'done', callType: 'CHAT' }],
  ['days', { since: '2026-03-03', until: '2026-03-05' }],
  ['moments', { since: '2026-03-03T05:00:00Z', until: '2026-03-03T09:00:00.000Z' }],
  ['no price', { unpriced: true, estimated: false }],
  ['estimates', { estimated: true, status: 'error' }],
  ['failures', { failed: true }],
  ['overhead', { overhead: true, failed: false }],
];

test.for(filters)('narrowed to %s, list, sums and choices speak of the same calls', async ([, filter]) => {
  const calls = await all(filter);
  const facets = await callFacets(database.em, 'acme', filter);
  expect(facets.rows).toBe(calls.length);
  expect(calls.length).toBeGreaterThan(0);
  const { models } = await usageTotals(database.em, 'acme', filter);
  const sum = (key: 'llmCalls' | 'totalTokens' | 'costNanoUsd' | 'estimatedCalls' | 'unpricedCalls') =>
    models.reduce((total, model) => total + model[key], 0);
  expect(sum('llmCalls')).toBe(calls.filter(({ status }) => status !== 'rejected').length);
  expect(sum('totalTokens')).toBe(calls.reduce((total, call) => total + (call.totalTokens ?? 0), 0));
  expect(sum('costNanoUsd')).toBe(calls.reduce((total, call) => total + (call.costNanoUsd ?? 0), 0));
  expect(sum('unpricedCalls')).toBe((await all({ ...filter, unpriced: true })).length);
  expect(sum('estimatedCalls')).toBe((await all({ ...filter, estimated: true })).length);
  const choices = [
    ...facets.models.map(({ name, count }) => ({ count, choice: { model: name } })),
    ...facets.roles.map(({ name, count }) => ({ count, choice: { role: name } })),
    ...facets.users.map(({ name, count }) => ({ count, choice: { userId: name } })),
    ...facets.statuses.map(({ name, count }) => ({ count, choice: { status: name } })),
    ...facets.callTypes.map(({ name, count }) => ({ count, choice: { callType: name } })),
  ];
  expect(choices.length).toBeGreaterThan(5);
  for (const { count, choice } of choices) {
    const left = await all(callFilter.parse({ ...filter, ...choice }));
    expect({ choice, count: left.length }).toEqual({ choice, count });
  }
});

test('a day is that of UTC and whole; a moment begins a stretch and does not end it', async () => {
  const times = async (filter: CallFilter) => (await all(filter)).map(({ createdAt }) => createdAt).reverse();
  const day = await times({ since: '2026-03-03', until: '2026-03-03' });
  expect([day.length, day[0], day.at(-1)]).toEqual([
    24,
    '2026-03-03T00:00:00.000Z',
    '2026-03-03T23:00:00.000Z',
  ]);
  expect(await times({ since: '2026-03-03T05:00:00Z', until: '2026-03-03T07:00:00Z' })).toEqual([
    '2026-03-03T05:00:00.000Z',
    '2026-03-03T06:00:00.000Z',
  ]);
});

test('previews are as long as asked for, and never half an emoji', async () => {
  const [call] = await all({ model: 'm2' });
  expect(call).toMatchObject({ prompt: 'why? 👍', response: 'becaus' });
});

test('another company’s calls are in no list, no sum and no choice', async () => {
  const ids = new Set((await all({}, 'other')).map(({ callId }) => callId));
  expect(ids.size).toBe(40);
  expect((await all({})).filter(({ callId }) => ids.has(callId))).toEqual([]);
  expect(await callFacets(database.em, 'nobody', {})).toMatchObject({ rows: 0, models: [], users: [] });
});

test.for([
  { since: '2026-02-30' },
  { since: '0000-01-01' },
  { until: 'yesterday' },
  { since: "2026-01-01'; drop table llm_calls" },
  { status: 'gone' },
  { role: '' },
  { unpriced: 'yes' },
])('refuses %o', (filter) => {
  expect(callFilter.safeParse(filter).success).toBe(false);
});

test('a cursor of another list is refused', async () => {
  const cursor = Buffer.from('["2026-01-01 00:00:00+00","a"]').toString('base64url');
  await expect(
    listCalls(database.em, { companyId: 'acme', cursor, limit: 5, previewPoints: 6, ...newestFirst }),
  ).rejects.toMatchObject({ code: 'bad-cursor' });
});
