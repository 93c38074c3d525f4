import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '#server/db/openDatabase.ts';
import { ledgerCall, ledgerEnd } from '#server/testing/budgets/ledgerCall.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { createLedger } from './ledger.ts';

test('a connection plans the two writes of the ledger once', async () => {
  await using server = await testDatabase();
  await insertReviews(server.em, 'acme', 0);
  const databaseUrl = server.database.url ?? undefined;
  const database = await openDatabase({ dataDir: '', databaseUrl, poolSize: 1, onWarning: () => undefined });
  try {
    const ledger = createLedger(database.fork);
    for (let call = 0; call < 7; call += 1) {
      const row = ledgerCall({ tokens: 10 });
      await ledger.open(row);
      await ledger.settle(ledgerEnd(row.callId, 5));
    }
    const { rows } =
      await sql`select name, generic_plans + custom_plans as "timesRun" from pg_prepared_statements
      order by name`.execute(database.fork().getKysely());
    expect(rows).toEqual([
      { name: 'open_call', timesRun: '7' },
      { name: 'settle_call', timesRun: '7' },
    ]);
  } finally {
    await database.close();
  }
});
