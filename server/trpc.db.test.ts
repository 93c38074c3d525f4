import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Identity } from './access/policy.ts';
import { AppError } from './appError.ts';
import { type TestApp, testApp } from './testing/testApp.ts';
import { appErrorOfTrpc, guarded, router, trpcErrorOf } from './trpc.ts';

const nobody: Identity = { userId: 'someone', isOwner: false, companies: new Set(['mine']) };
const inCompany = z.object({ companyId: z.string() });

const procedures = router({
  ownersOnly: guarded({ who: 'owner', guards: 'company' })
    .input(inCompany)
    .query(() => 'secret'),
  ofCompany: guarded({ who: 'member', guards: 'company' })
    .input(inCompany)
    .query(() => 'seen'),
  wrongAnswer: guarded({ who: 'anyone', guards: 'nothing' })
    .output(z.object({ count: z.number() }))
    .query(() => JSON.parse('{"count":"many"}')),
  search: guarded({ who: 'anyone', guards: 'nothing' })
    .input(z.object({ text: z.string() }))
    .query(async ({ ctx, input }) => {
      const db = ctx.services.database.fork().getKysely();
      return (await sql`select ${input.text}::text as text`.execute(db)).rows;
    }),
});

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const call = () => procedures.createCaller({ services: app.app.services, identity: nobody });
const errorOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error) => appErrorOfTrpc(error),
  );

test('who may call is asked whatever the input looks like', async () => {
  expect(await errorOf(call().ownersOnly({ companyId: 'mine' }))).toMatchObject({ code: 'forbidden' });
  expect(await errorOf(call().ownersOnly(JSON.parse('{"companyId":7}')))).toMatchObject({
    code: 'forbidden',
  });
});

test("another tenant's id is answered like one that is not there", async () => {
  expect(await errorOf(call().ofCompany({ companyId: 'theirs' }))).toMatchObject({
    code: 'company-not-found',
    status: 404,
  });
  expect(await call().ofCompany({ companyId: 'mine' })).toBe('seen');
});

test('an answer of ours that does not fit its schema is our mistake, and says nothing', async () => {
  expect(await errorOf(call().wrongAnswer())).toMatchObject({
    code: 'internal',
    status: 500,
    message: expect.not.stringContaining('count'),
  });
});

test('a value that the database knows no such thing as is a mistake of the caller', async () => {
  expect(await errorOf(call().search({ text: 'a\0b' }))).toMatchObject({ code: 'bad-input', status: 400 });
  expect(await call().search({ text: 'fine' })).toEqual([{ text: 'fine' }]);
});

test('a status without a code of its own is still a refusal', () => {
  expect(trpcErrorOf(new AppError('odd', 'Odd.', { status: 431 })).code).toBe('BAD_REQUEST');
});
