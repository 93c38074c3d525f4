import { Client } from 'pg';
import { AppError } from '#server/appError.ts';
import type { Database } from './openDatabase.ts';

/** Rows as text for a table: null stays null, times are ISO 8601, JSON is compact. */
export interface QueryResult {
  columns: string[];
  rows: (string | null)[][];
  /** More rows than are given. */
  cut: boolean;
}

const MOST_ROWS = 10_000;
const TIMEOUT_MS = 30_000;

/**
 * Runs one statement in a READ ONLY transaction with a timeout. The extended protocol takes a single statement, so
 * nothing can end the transaction and write after it. (PGlite has no timers: there the timeout does not bite.)
 * @throws AppError `sql-refused` with PostgreSQL's own words: the caller is the owner of the data
 */
export async function readOnlyQuery(database: Database, statement: string): Promise<QueryResult> {
  try {
    return await (database.pglite
      ? onPglite(database.pglite, statement)
      : onServer(database.url ?? '', statement));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new AppError('sql-refused', said, { cause: error });
  }
}

async function onPglite(pglite: NonNullable<Database['pglite']>, statement: string): Promise<QueryResult> {
  return pglite.transaction(async (tx) => {
    await tx.exec('set transaction read only');
    const { fields, rows } = await tx.query<unknown[]>(statement, [], { rowMode: 'array' });
    return resultOf(
      fields.map((field) => field.name),
      rows,
    );
  });
}

async function onServer(url: string, statement: string): Promise<QueryResult> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`begin read only; set local statement_timeout = ${TIMEOUT_MS}`);
    const extended = { text: statement, rowMode: 'array' as const, queryMode: 'extended' };
    const { fields, rows } = await client.query<unknown[]>(extended);
    return resultOf(
      fields.map((field) => field.name),
      rows,
    );
  } finally {
    await client.end();
  }
}

function resultOf(columns: string[], rows: unknown[][]): QueryResult {
  return {
    columns,
    rows: rows.slice(0, MOST_ROWS).map((row) => row.map(textOf)),
    cut: rows.length > MOST_ROWS,
  };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
