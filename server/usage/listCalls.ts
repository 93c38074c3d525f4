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
  time: null,
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
  const { rows } = await sql<CallRow & { key: number | string | null }>`${pageOf(page, where)}`.execute(
    em.getKysely(),
  );
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

function pageOf(page: Parameters<typeof listCalls>[1], where: RawBuilder<boolean>): RawBuilder<unknown> {
  const [order, next] = page.ascending ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const limit = page.limit + 1;
  const sorted = sortedBy[page.sort];
  if (sorted === null) {
    const [id] = page.cursor ? decodeCursor(page.cursor, z.tuple([z.number().int()])) : [null];
    const after = id === null ? sql`true` : sql`id ${next} ${id}`;
    return sql`select *, null as key from llm_calls where ${where} and ${after} order by id ${order} limit ${limit}`;
  }
  const { column, type } = sorted;
  const place = z.tuple([z.literal(page.sort), z.number().nullable(), z.number().int()]);
  const [, key, id] = page.cursor ? decodeCursor(page.cursor, place) : [page.sort, null, null];
  const after = (condition: RawBuilder<unknown>) => (id === null ? sql`true` : condition);
  const measured = sql`select *, ${column} as key from llm_calls where ${where} and ${column} is not null
    and ${after(sql`(${column}, id) ${next} (${key}::${type}, ${id}::bigint)`)} order by ${column} ${order}, id ${order} limit ${limit}`;
  const others = sql`select *, ${column} as key from llm_calls where ${where} and ${column} is null
    and ${after(key === null ? sql`id ${next} ${id}::bigint` : sql`true`)} order by id ${order} limit ${limit}`;
  return sql`select * from ((${measured}) union all (${others})) as listed
    order by key ${order} nulls last, id ${order} limit ${limit}`;
}
