import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { openCrashSite } from '#server/testing/crash/crashSite.ts';
import { outside } from '#server/testing/crash/outside.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { verify } from '#server/verify/verify.ts';
import { readRetention, readRetentionPreview } from './keepRetention.ts';
import { removeOldTexts } from './retentionUpkeep.ts';

test('a process that is killed while it removes texts is followed by one that goes on', {
  timeout: 90_000,
}, async () => {
  await using database = await testDatabase();
  if (!('databaseUrl' in database.start)) throw new Error('this needs a server');
  const { em } = database;
  const db = em.getKysely();
  await using site = await openCrashSite({ databaseUrl: database.start.databaseUrl });
  const first = await site.startServer();
  const { trpc } = outside(site.url);
  for (let asked = 0; asked < 4; asked++)
    await Promise.all(Array.from({ length: 10 }, () => trpc.chat.ask.mutate({ message: 'Hello!' })));
  await sql`update runs set created_at = created_at - interval '5 days', ended_at = ended_at - interval '5 days'`.execute(
    db,
  );
  await vi.waitFor(
    async () => expect((await sql`select from usage_marks`.execute(db)).rows).toHaveLength(0),
    { timeout: 10_000 },
  );
  const named = { companyId: 'comp-123', days: 3 };
  const { questions, calls, messages, events } = await readRetentionPreview(em, named);
  await trpc.retention.set.mutate({ textsKeptDays: 3 });
  const left = async () => (await readRetentionPreview(em, named)).questions;
  await vi.waitFor(async () => expect(await left()).toBeLessThan(40), { timeout: 20_000, interval: 1 });
  await first.end('SIGKILL');
  expect(await left()).toBeGreaterThan(0);
  expect((await verify(em)).ok).toBe(true);

  // the server may take a moment to see that its client is gone
  await vi.waitFor(
    async () => {
      await removeOldTexts(database.database, new AbortController().signal);
      expect(await left()).toBe(0);
    },
    { timeout: 10_000 },
  );
  expect(await readRetention(em, 'comp-123')).toMatchObject({
    isWorking: false,
    lastRound: { questions, calls, messages, events },
  });
  expect((await verify(em)).ok).toBe(true);
});
