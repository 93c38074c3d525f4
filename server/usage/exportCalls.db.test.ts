import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Em } from '#server/db/openDatabase.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { exportCalls } from './exportCalls.ts';

async function insertCalls(em: Em, count: number): Promise<void> {
  await sql`insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
      completion_tokens, total_tokens, cost_nano_usd, user_id, company_id, session_id, ended_at, metadata)
    select gen_random_uuid(), 'm' || (i % 3), 'p', 'CHAT', 'done', '=1+1 "quoted", ' || i, E'two\nlines 👍', i, 1, i + 1,
      i * 1000003, 'u', 'acme', 's', now(), '{}'
    from generate_series(1, ${count}::int) as i`.execute(em.getKysely());
}

test('CSV parses back to the same rows and sums, and no cell is a formula', async () => {
  await using database = await testDatabase();
  await insertCalls(database.em, 1_203);
  const text = (await Array.fromAsync(exportCalls(() => database.database.fork(), 'acme', {}, 'csv'))).join(
    '',
  );
  const rows: string[][] = parse(text, { relax_column_count: true });
  const [header = [], ...body] = rows;
  const [mark, json = ''] = body.pop() ?? [];
  const manifest = JSON.parse(json);
  expect(mark).toBe('#candor-manifest');
  expect(body).toHaveLength(1_203);
  const cost = header.indexOf('cost_nano_usd');
  expect(body.reduce((sum, row) => sum + Number(row[cost]), 0)).toBe(manifest.cost_nano_usd);
  expect(body.every((row) => row[header.indexOf('prompt')]?.startsWith("'=1+1"))).toBe(true);
  const before = text.slice(0, text.lastIndexOf('#candor-manifest'));
  expect(createHash('sha256').update(before).digest('hex')).toBe(manifest.sha256);
});

test('JSONL ends with the manifest of exactly the filtered rows', async () => {
  await using database = await testDatabase();
  await insertCalls(database.em, 30);
  const text = (
    await Array.fromAsync(exportCalls(() => database.database.fork(), 'acme', { model: 'm1' }, 'jsonl'))
  ).join('');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { manifest } = lines.pop();
  expect(lines).toHaveLength(10);
  expect(lines.every((row) => row.model === 'm1' && row.response === 'two\nlines 👍')).toBe(true);
  expect(manifest).toMatchObject({ rows: 10, complete: true, filter: { company_id: 'acme', model: 'm1' } });
});

test('another company’s rows are never in it', async () => {
  await using database = await testDatabase();
  await insertCalls(database.em, 3);
  const lines = await Array.fromAsync(exportCalls(() => database.database.fork(), 'other', {}, 'jsonl'));
  expect(JSON.parse(lines.join('')).manifest.rows).toBe(0);
});
