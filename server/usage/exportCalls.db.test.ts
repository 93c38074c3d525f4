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

test('what settles or comes while an export runs is not in it: rows and sums are those of its first moment', async () => {
  await using database = await testDatabase();
  const { em } = database;
  await insertCalls(em, 1_600);
  await sql`update llm_calls set status = 'open', ended_at = null where id % 3 = 0`.execute(em.getKysely());
  const settle = () =>
    sql`update llm_calls set status = 'done', ended_at = now(), cost_nano_usd = 7 where id in
      (select id from llm_calls where status = 'open' order by id desc limit 100)`.execute(em.getKysely());
  await settle();
  const { rows } = await sql<{
    rows: string;
    cost: string;
    open: string;
  }>`select count(*) filter (where status <> 'open') as rows, sum(cost_nano_usd) filter (where status <> 'open') as cost,
    count(*) filter (where status = 'open') as open from llm_calls`.execute(em.getKysely());
  const pieces: string[] = [];
  for await (const piece of exportCalls(() => database.database.fork(), 'acme', {}, 'jsonl')) {
    pieces.push(piece);
    await settle();
    await insertCalls(em, 10);
  }
  const { manifest } = JSON.parse(pieces.at(-1) ?? '');
  expect(pieces.length).toBeGreaterThan(2);
  expect(manifest).toMatchObject({
    rows: Number(rows[0]?.rows),
    cost_nano_usd: Number(rows[0]?.cost),
    open_rows_left_out: Number(rows[0]?.open),
    complete: true,
  });
  expect(pieces.slice(0, -1).join('').trimEnd().split('\n')).toHaveLength(manifest.rows);
});

test('an export that was cut is one without a manifest', async () => {
  await using database = await testDatabase();
  await insertCalls(database.em, 1_200);
  const cut: string[] = [];
  for await (const piece of exportCalls(() => database.database.fork(), 'acme', {}, 'jsonl')) {
    cut.push(piece);
    if (cut.length === 2) break;
  }
  expect(cut.join('')).not.toContain('"manifest"');
});
