import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { cutText } from '#server/db/cleanText.ts';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import type { CallOrder } from '#shared/callOrder.ts';
import type { LlmCall } from '#shared/llmCall.ts';
import { type CallRow, callOf } from './callRow.ts';
import { callsWhere } from './callsWhere.ts';

/** The measure that a list is sorted by, and how its keys are told to the database; by time, the ids tell it. */
const sortedBy = {
  cost: { column: sql`cost_nano_usd`, type: sql`bigint` },
  tokens: { column: sql`total_tokens`, type: sql`bigint` },
  duration: { column: sql`duration_ms`, type: sql`double precision` },
} as const;

/** One page of the ledger, by key: newest or most first unless asked otherwise, calls without the measure last. */
export async function listCalls(
  em: Em,
  page: CallFilter &
    CallOrder & {
      companyId: string;
      cursor?: string | null | undefined;
      limit: number;
      previewPoints: number;
    },
): Promise<{ items: LlmCall[]; nextCursor: string | null }> {
  const where = await callsWhere(em, page.companyId, page);
  const rows = await (page.sort === 'time' ? byTime(em, page, where) : byMeasure(em, page, page.sort, where));
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const key = last?.key == null ? null : Number(last.key);
  return {
    items: items.map(callOf).map((call) => ({
      ...call,
      prompt: cutText(call.prompt, page.previewPoints),
      response: call.response && cutText(call.response, page.previewPoints),
    })),
    nextCursor:
      rows.length > page.limit && last
        ? encodeCursor(page.sort === 'time' ? [Number(last.id)] : [page.sort, key, Number(last.id)])
        : null,
  };
}

type Page = Parameters<typeof listCalls>[1];
type KeyedRow = CallRow & { key: number | string | null };

const direction = ({ ascending }: Page) => (ascending ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]);

async function byTime(em: Em, page: Page, where: RawBuilder<boolean>): Promise<KeyedRow[]> {
  const [order, next] = direction(page);
  const [id] = page.cursor ? decodeCursor(page.cursor, z.tuple([z.number().int()])) : [null];
  const after = id === null ? sql`true` : sql`id ${next} ${id}`;
  const { rows } = await sql<KeyedRow>`select *, null as key from llm_calls where ${where} and ${after}
    order by id ${order} limit ${page.limit + 1}`.execute(em.getKysely());
  return rows;
}

/** Those that have the measure, and after the last of them the others: each in the order of an index. */
async function byMeasure(
  em: Em,
  page: Page,
  sort: keyof typeof sortedBy,
  where: RawBuilder<boolean>,
): Promise<KeyedRow[]> {
  const { column, type } = sortedBy[sort];
  const [order, next] = direction(page);
  const place = z.tuple([z.literal(sort), z.number().nullable(), z.number().int()]);
  const [, key, id] = page.cursor ? decodeCursor(page.cursor, place) : [sort, null, null];
  const select = async (condition: RawBuilder<unknown>, by: RawBuilder<unknown>, limit: number) => {
    const { rows } = await sql<KeyedRow>`select *, ${column} as key from llm_calls
      where ${where} and ${condition} order by ${by} limit ${limit}`.execute(em.getKysely());
    return rows;
  };
  const after = id === null ? sql`true` : sql`(${column}, id) ${next} (${key}::${type}, ${id}::bigint)`;
  const measured =
    id !== null && key === null
      ? []
      : await select(
          sql`${column} is not null and ${after}`,
          sql`${column} ${order}, id ${order}`,
          page.limit + 1,
        );
  if (measured.length > page.limit) return measured;
  const others = sql`${column} is null and ${id !== null && key === null ? sql`id ${next} ${id}::bigint` : sql`true`}`;
  return [...measured, ...(await select(others, sql`id ${order}`, page.limit + 1 - measured.length))];
}
