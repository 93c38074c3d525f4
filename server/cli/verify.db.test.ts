import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { testApp } from '#server/testing/testApp.ts';

const script = fileURLToPath(new URL('verify.ts', import.meta.url));

test('the command says what holds and what does not, through the server or on the database', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-verify-'));
  await using chaos = await startChaos({ witnessFile: join(folder, 'witness.jsonl') });
  await using app = await testApp({ modelUrl: chaos.url });
  const { start } = app.database;
  const DATABASE_URL = 'databaseUrl' in start ? start.databaseUrl : '';
  // where the server that has the folder says how it is reached
  writeFileSync(join(folder, 'address'), app.url);
  const run = (...args: string[]) =>
    new Promise<{ code: unknown; out: string; error: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL, DATA_DIR: folder, NODE_NO_WARNINGS: '1' };
      execFile(process.execPath, [script, ...args], { cwd: folder, env }, (failure, out, error) =>
        resolve({ code: failure?.code ?? 0, out, error }),
      );
    });
  const { runId } = await app.app.services.chat.send({ message: 'What do people say about boards?' });
  await app.app.services.chat.settle(runId, new AbortController().signal);

  const good = await run('--witness', 'witness.jsonl');
  expect(good).toMatchObject({ code: 0, error: '' });
  expect(good.out.split('\n').filter((line) => / ok {2}/.test(line))).toHaveLength(22);

  await sql`delete from run_events where run_id = ${runId} and seq = 2`.execute(app.database.em.getKysely());
  const bad = await run();
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('need a witness');
  expect(bad.out).toMatch(new RegExp(`11  BROKEN .*\n +${runId}`));

  writeFileSync(join(folder, 'bad.jsonl'), 'no\nwitness\n');
  expect(await run('--witness', 'bad.jsonl')).toMatchObject({
    code: 1,
    error: 'Line 1 of the witness cannot be read.\n',
  });
  rmSync(folder, { recursive: true });
});
