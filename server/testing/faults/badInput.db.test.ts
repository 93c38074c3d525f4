import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '#server/http/createServer.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { type AskedCase, askCases } from './askCases.ts';
import type { KnownIds } from './inputCase.ts';
import { knownIds } from './knownIds.ts';
import { oddCases } from './oddCases.ts';
import { declaredProcedures, procedureCases } from './procedureCases.ts';
import { restRoutes, routeCases } from './routeCases.ts';

const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).toSorted();
const placeholders: KnownIds = { runId: '', callId: '', sessionId: '' };
const targets = [
  ...declaredProcedures().map((procedure) => procedure.path),
  ...restRoutes(placeholders).map((route) => `${route.method} ${route.url}`),
  ...new Set(oddCases(placeholders).map((odd) => odd.target)),
];

let app: TestApp;
let answered: Map<string, AskedCase[]>;

beforeAll(async () => {
  app = await testApp();
  const known = await knownIds(app.url, app.database.em);
  const cases = [...procedureCases(known), ...routeCases(known), ...oddCases(known)];
  answered = Map.groupBy(await askCases(app.url, cases, app.logged), ({ asked }) => asked.target);
}, 600_000);
afterAll(() => app[Symbol.asyncDispose]());

test('every procedure and every route is tried', async () => {
  await using server = await createServer(app.app.services, null);
  const served = servedRoutes(server.printRoutes({ commonPrefix: false }));
  const tried = restRoutes(placeholders).flatMap(({ method, url }) => [
    `${method} ${url}`,
    `${method} ${url}/`,
  ]);
  expect(served.filter((route) => !route.includes('/trpc/')).toSorted()).toEqual(tried.toSorted());
  expect([...answered.keys()].toSorted()).toEqual(targets.toSorted());
});

/** `GET /healthz` and so on, from the tree that Fastify prints; a GET is also served as HEAD. */
function servedRoutes(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', url = '', methods = ''] = /^(.*)── (\S+) \(([A-Z, ]+)\)/.exec(line) ?? [];
    above.splice(indent.length / 4, above.length, url);
    const served = methods.split(', ').filter((method) => url !== '' && method !== 'HEAD');
    return served.map((method) => `${method} ${above.join('')}`);
  });
}

describe.for(targets)('%s', (target) => {
  test('refuses what is wrong, in our words, and takes what is only odd', () => {
    const complaints = (answered.get(target) ?? []).flatMap(({ asked, shown, complaint }) =>
      complaint === null ? [] : [`${asked.input}: ${shown}: ${complaint}`],
    );
    expect(complaints).toEqual([]);
  });
});

test('afterwards the server lives, and nothing is open, lost or polluted', async () => {
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  const { database, chat } = app.app.services;
  await expect.poll(chat.running).toBe(0);
  expect(chat.followers()).toBe(0);
  const db = database.fork().getKysely();
  const calls = await sql<{ status: string }>`select distinct status from llm_calls`.execute(db);
  expect(calls.rows).toEqual([{ status: 'done' }]);
  const unfinished =
    await sql`select status, question, view -> 'error' as error from runs where status <> 'done'`.execute(db);
  expect(unfinished.rows).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(prototypeBefore);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('what is kept of prompts and responses is well-formed and at most 1,000 code points long', async () => {
  const { rows } = await sql<{ prompt: string; response: string | null }>`
    select prompt, response from llm_calls`.execute(app.database.em.getKysely());
  const kept = rows.flatMap(({ prompt, response }) => [prompt, response ?? '']);
  expect(kept.filter((text) => !text.isWellFormed() || text.includes('\0'))).toEqual([]);
  const lengths = kept.map((text) => [...text].length);
  expect(Math.max(...lengths)).toBe(1_000);
});
