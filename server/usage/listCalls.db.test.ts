import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import type { CallOrder } from '#shared/callOrder.ts';
import type { LlmCall } from '#shared/llmCall.ts';
import { callFacets } from './callFacets.ts';
import { foldMarks } from './foldMarks.ts';
import { listCalls } from './listCalls.ts';
import { usageTotals } from './usageTotals.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const march = { since: '2026-03-01T00:00:00Z', until: '2026-03-09T00:00:00Z' };
  await insertCalls(database.em, { count: 400, ...march });
  await foldMarks(database.em, 250);
  await insertCalls(database.em, { count: 30, ...march, statuses: ['open'] });
});
afterAll(() => database[Symbol.asyncDispose]());

async function all(filter: CallFilter, order: CallOrder): Promise<LlmCall[]> {
  const found: LlmCall[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCalls>> = await listCalls(database.em, {
      ...filter,
      ...order,
      companyId: 'acme',
      cursor,
      limit: 37,
      previewPoints: 100,
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const newest = { sort: 'time', ascending: false } as const;
const measureOf = { cost: 'costNanoUsd', tokens: 'totalTokens', duration: 'durationMs' } as const;

test.for(['cost', 'tokens', 'duration'] as const)(
  'sorted by %s, every call comes once, those without it last',
  async (sort) => {
    const ids = (await all({}, newest)).map(({ callId }) => callId);
    for (const ascending of [false, true]) {
      const calls = await all({}, { sort, ascending });
      expect(calls.map(({ callId }) => callId).toSorted()).toEqual(ids.toSorted());
      const keys = calls.map((call) => call[measureOf[sort]]);
      const known = keys.filter((key) => key !== null);
      expect(known.length).toBeGreaterThan(50);
      expect(keys.slice(known.length).every((key) => key === null)).toBe(true);
      expect(known).toEqual(known.toSorted((a, b) => (ascending ? a - b : b - a)));
    }
  },
);

test('the oldest come first when asked for, in the order of the newest turned round', async () => {
  const calls = (await all({}, newest)).map(({ callId }) => callId);
  expect((await all({}, { sort: 'time', ascending: true })).map(({ callId }) => callId)).toEqual(
    calls.toReversed(),
  );
});

test.for([
  ['late 17', 2],
  ['"said 399"', 1],
  ['driver LATE', 430],
  ['late -17', 428],
  ['17 or 18', 4],
  ['lorry', 0],
] as const)(
  'the words %s are found in prompts and responses, folded, settled or open',
  async ([words, count]) => {
    expect(await all({ words }, newest)).toHaveLength(count);
    expect((await callFacets(database.em, 'acme', { words })).rows).toBe(count);
    const { models } = await usageTotals(database.em, 'acme', { words });
    const sent = (await all({ words }, newest)).filter(({ status }) => status !== 'rejected');
    expect(models.reduce((sum, { llmCalls }) => sum + llmCalls, 0)).toBe(sent.length);
  },
);

test('a cursor goes on only in the order that it came from', async () => {
  const page = { companyId: 'acme', limit: 5, previewPoints: 5 };
  const { nextCursor } = await listCalls(database.em, { ...page, sort: 'cost', ascending: false });
  await expect(
    listCalls(database.em, { ...page, sort: 'tokens', ascending: false, cursor: nextCursor }),
  ).rejects.toMatchObject({ code: 'bad-cursor' });
});
