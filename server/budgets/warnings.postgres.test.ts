import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { openDatabase } from '#server/db/openDatabase.ts';
import { levelsTold } from '#server/testing/budgets/levelsTold.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { oddZones } from '#server/testing/oddZones.ts';
import { testApp } from '#server/testing/testApp.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';

test('two processes that spend at the same moments tell each level once, also when one starts again', async () => {
  await using server = await testDatabase();
  const databaseUrl = server.database.url ?? undefined;
  const start = () => openDatabase({ dataDir: '', databaseUrl, onWarning: () => undefined });
  let other = await start();
  for (const zone of oddZones) {
    const { told, due } = await levelsTold(zone, async (nth) => {
      if (nth === 28) {
        await other.close();
        other = await start();
      }
      return [server.database.fork(), other.fork()];
    });
    expect(told).toEqual(due);
    expect(due.length).toBeGreaterThan(10);
  }
  await other.close();
});

test('of many conversations in two processes one is told of each level, also when one starts again', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'comp-123', 5);
  await using one = await testApp({ database });
  const client = createCandorClient({ url: one.url });
  for (const zone of oddZones)
    for (const window of ['day', 'month'] as const)
      await client.budgets.make.mutate({
        scope: 'company',
        window,
        zone,
        measure: 'tokens',
        limit: 9_000,
        hard: false,
      });
  // half is reached before the second process starts again, the rest after
  for (const round of [1, 2]) {
    await using two = await testApp({ database });
    const clients = [client, createCandorClient({ url: two.url })];
    await Promise.all(
      Array.from({ length: 12 }, (_, nth) =>
        clients[nth % 2]?.chat.ask.mutate({ message: 'Hello', sessionId: `s${round}-${nth}` }),
      ),
    );
  }
  const db = database.em.getKysely();
  const { rows: told } = await sql`
    select event->>'budgetId' as budget, event->>'level' as level, (event->>'resetsAt')::timestamptz as ends
    from run_events where event->>'type' = 'budget' order by 1, 2, 3`.execute(db);
  const { rows: due } = await sql`
    select budget_id::text as budget, level::text, ends from budget_warnings order by 1, 2, 3`.execute(db);
  expect(told).toEqual(due);
  // a day may end in between
  expect(due.length).toBeGreaterThan(50);
});
