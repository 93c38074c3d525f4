import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { snakeCase } from './snakeCase.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await insertCalls(app.database.em, {
    count: 600,
    since: '2026-03-01T00:00:00Z',
    until: '2026-04-01T00:00:00Z',
  });
});
afterAll(() => app[Symbol.asyncDispose]());

const get = async (path: string) => {
  const response = await fetch(`${app.url}/api/v1/usage/${path}`);
  return { status: response.status, body: await response.json() };
};

const march = { companyId: 'acme', since: '2026-03-03', until: '2026-03-20', zone: 'Asia/Kolkata' };
const marchQuery = 'company_id=acme&since=2026-03-03&until=2026-03-20&zone=Asia/Kolkata';

test('REST and tRPC tell the same figures', async () => {
  const { usage } = createCandorClient({ url: app.url });
  const both = [
    [await usage.summary.query(march), 'summary', ''],
    [await usage.summary.query({ ...march, userId: 'u3' }), 'summary', '&user_id=u3'],
    [await usage.series.query({ ...march, by: 'model', step: 'week' }), 'series', '&by=model&step=week'],
    [await usage.ranking.query({ ...march, by: 'callType' }), 'ranking', '&by=call_type'],
    [await usage.runs.query({ ...march, limit: 7, sort: 'tokens' }), 'runs', '&limit=7&sort=tokens'],
    [await usage.distribution.query({ ...march, measure: 'cost' }), 'distribution', '&measure=cost'],
  ] as const;
  for (const [told, name, more] of both)
    expect(await get(`${name}?${marchQuery}${more}`)).toEqual({ status: 200, body: snakeCase(told) });
});

test.for([
  ['summary?since=2026-03-05&until=2026-03-04', 'until: lies before since'],
  ['summary?since=2026-03-05T10:00:00Z&until=2026-03-05T10:00:00Z', 'until: lies before since'],
  ['summary?since=2150-01-01', 'since: lies in the future'],
  ['summary?since=0000-01-01', 'since: must be in the years 2000 to 2199'],
  ['summary?until=9999-12-31', 'until: must be in the years 2000 to 2199'],
  ['summary?since=infinity', 'since: must be a day'],
  ['summary?since=2026-02-30', 'since: must be a day'],
  ['summary?zone=Mars/Olympus', 'zone: must be the name of a time zone'],
  ['summary?zone=%2B05:30', 'zone: must be the name of a time zone'],
  ['summary?page=-1', 'page'],
  ['summary?call_type=LETTER', 'callType'],
  ['runs?limit=-1', 'limit'],
  ['runs?limit=NaN', 'limit'],
  ['runs?sort=prompt', 'sort'],
  ['runs?cursor=WyJ4Il0', 'page link'],
  ['ranking?by=prompt', 'by'],
  ['ranking', 'by'],
  ['series?step=second', 'step'],
  ['series?step=hour&since=2025-01-01&until=2026-01-01', 'step: a hour is too short'],
  ['distribution?measure=NaN', 'measure'],
])('%s is refused in plain words', async ([path, words]) => {
  const { status, body } = await get(path ?? '');
  expect({ status, message: body.error.message }).toEqual({
    status: 400,
    message: expect.stringContaining(words ?? ''),
  });
  expect(body.error.message).not.toMatch(/select|postgres|at async|undefined/i);
});

test('nothing there is nothing, not an error', async () => {
  const { status, body } = await get('summary?company_id=nobody');
  expect({ status, calls: body.current.figures.llm_calls, runs: body.current.runs }).toEqual({
    status: 200,
    calls: 0,
    runs: 0,
  });
  expect((await get('series?company_id=nobody&by=user')).body.layers).toEqual([]);
});
