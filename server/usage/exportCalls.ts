import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import { countedColumns } from './callRow.ts';
import { callsWhere } from './callsWhere.ts';
import { takeSnapshot } from './takeSnapshot.ts';

/** The ledger's columns in the order an export has them. */
export const ledgerColumns = [
  'call_id',
  'model',
  'provider',
  'upstream_model',
  'call_type',
  'status',
  'prompt',
  'response',
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'usage_source',
  'cost_nano_usd',
  'cost_usd',
  'cost_source',
  'price',
  'session_id',
  'user_id',
  'company_id',
  'run_id',
  'step_id',
  'attempt',
  'created_at',
  'sent_at',
  'first_token_at',
  'ended_at',
  'duration_ms',
  'ttft_ms',
  'finish_reason',
  'error_code',
  'error_message',
  'metadata',
  'texts_removed_at',
] as const;
const counts = new Set<string>(countedColumns);
const PAGE = 500;

type Format = 'jsonl' | 'csv';
type Row = Record<string, unknown>;

/**
 * The rows of a company that pass a filter and were closed when the export began, oldest first, in `format`: exactly
 * one snapshot, read in pages by key, so that memory stays flat and no query outlives a page. The manifest comes last,
 * so an export that was cut is one without it: row count, sums, how many open rows were left out, the SHA-256 over
 * every byte before it, the filter. CSV cells that a spreadsheet would run begin with `'`.
 */
export async function* exportCalls(
  fork: () => Em,
  companyId: string,
  filter: CallFilter,
  format: Format,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const sums = { rows: 0, total_tokens: 0, cost_nano_usd: 0 };
  const keep = (text: string) => {
    hash.update(text);
    return text;
  };
  const asked = () => callsWhere(fork(), companyId, filter);
  const snapshot = await takeSnapshot(fork(), await asked());
  // words of what was settled up to then are found only now
  const where = await asked();
  if (format === 'csv') yield keep(stringify([[...ledgerColumns]]));
  for (let after = 0; ; ) {
    const { rows } =
      await sql<Row>`select id, ${sql.join(ledgerColumns.map((column) => sql.ref(column)))} from llm_calls
      where ${where} and ${snapshot.isSettled} and id > ${after} and id <= ${snapshot.lastId}
      order by id limit ${PAGE}`.execute(fork().getKysely());
    const plain = rows.map(plainRow);
    for (const row of plain) {
      sums.rows += 1;
      sums.total_tokens += Number(row.total_tokens ?? 0);
      sums.cost_nano_usd += Number(row.cost_nano_usd ?? 0);
    }
    if (plain.length > 0)
      yield keep(format === 'csv' ? csvOf(plain) : plain.map((row) => `${JSON.stringify(row)}\n`).join(''));
    if (rows.length < PAGE) break;
    after = Number(rows.at(-1)?.id);
  }
  const manifest = {
    ...sums,
    open_rows_left_out: snapshot.openRows,
    snapshot_at: snapshot.takenAt,
    sha256: hash.digest('hex'),
    filter: { company_id: companyId, ...filter },
    complete: true,
  };
  yield format === 'csv'
    ? stringify([['#candor-manifest', JSON.stringify(manifest)]])
    : `${JSON.stringify({ manifest })}\n`;
}

function plainRow(row: Row): Row {
  return Object.fromEntries(
    ledgerColumns.map((column) => {
      const value = row[column];
      if (value instanceof Date) return [column, value.toISOString()];
      return [column, value !== null && counts.has(column) ? Number(value) : (value ?? null)];
    }),
  );
}

function csvOf(rows: Row[]): string {
  return stringify(
    rows.map((row) =>
      ledgerColumns.map((column) => {
        const value = row[column];
        if (value === null || value === undefined) return '';
        return typeof value === 'object' ? JSON.stringify(value) : value;
      }),
    ),
    { escape_formulas: true },
  );
}
