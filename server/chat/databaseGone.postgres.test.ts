import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { testApp } from '#server/testing/testApp.ts';

async function admin(statement: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') ?? '' });
  await client.connect();
  await client.query(statement, values);
  await client.end();
}

test('while the database is away questions are refused in plain words, and answered when it is back', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
    app.database.em.getKysely(),
  );
  const name = rows[0]?.name ?? '';
  // what a stopped server looks like from here: every connection ends, and no new one is taken
  await admin(`alter database ${name} with allow_connections false`, []);
  await admin('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await expect(client.chat.send.mutate({ message: 'Hello' })).rejects.toMatchObject({
    data: { code: 'SERVICE_UNAVAILABLE', appCode: 'database-unavailable', retryable: true },
  });
  expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);

  await admin(`alter database ${name} with allow_connections true`, []);
  await expect
    .poll(
      () =>
        client.chat.ask.mutate({ message: 'Hello' }).then(
          (answer) => answer.metadata.status,
          () => 'refused',
        ),
      {
        timeout: 10_000,
      },
    )
    .toBe('done');
});
