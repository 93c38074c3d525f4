import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { cutText } from '#server/db/cleanText.ts';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { type CallFilter, isDay } from '#shared/callFilter.ts';
import type { LlmCall } from '#shared/llmCall.ts';

/** Columns that are bigint in the ledger and integers on the wire. */
export const countedColumns = [
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'cost_nano_usd',
] as const;

/** A row of the ledger as the database gives it: counts as text on a server, as numbers on PGlite. */
type CallRow = Record<string, unknown> & { id: string | number };

/** The rows of a company that pass a filter, as a condition. */
export function callsWhere(companyId: string, filter: CallFilter): RawBuilder<boolean> {
  const { since, until } = filter;
  const equal = (column: RawBuilder<unknown>, value: string | undefined) =>
    value !== undefined && sql<boolean>`${column} = ${value}`;
  const conditions = [
    sql<boolean>`company_id = ${companyId}`,
    equal(sql`session_id`, filter.sessionId),
    equal(sql`run_id`, filter.runId),
    equal(sql`user_id`, filter.userId),
    equal(sql`model`, filter.model),
    equal(sql`metadata->>'role'`, filter.role),
    equal(sql`status`, filter.status),
    equal(sql`call_type`, filter.callType),
    since !== undefined && sql<boolean>`created_at >= ${momentOf(since)}`,
    until !== undefined &&
      sql<boolean>`created_at < ${momentOf(until)} + make_interval(days => ${sql.lit(isDay(until) ? 1 : 0)})`,
    filter.unpriced && sql<boolean>`cost_nano_usd is null and total_tokens is not null`,
    filter.estimated && sql<boolean>`usage_source = 'estimated'`,
  ];
  const given = conditions.filter((condition) => condition !== undefined && condition !== false);
  return sql<boolean>`${sql.join(given, sql` and `)}`;
}

const momentOf = (text: string) => sql`${isDay(text) ? `${text}T00:00:00Z` : text}::timestamptz`;

/** One page of the ledger, newest first, by key. */
export async function listCalls(
  em: Em,
  page: CallFilter & {
    companyId: string;
    cursor?: string | null | undefined;
    limit: number;
    previewPoints: number;
  },
): Promise<{ items: LlmCall[]; nextCursor: string | null }> {
  const [before] = page.cursor
    ? decodeCursor(page.cursor, z.tuple([z.number().int()]))
    : [Number.MAX_SAFE_INTEGER];
  const { rows } = await sql<CallRow>`select * from llm_calls
    where ${callsWhere(page.companyId, page)} and id < ${before} order by id desc limit ${page.limit + 1}`.execute(
    em.getKysely(),
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(callOf).map((call) => ({
      ...call,
      prompt: cutText(call.prompt, page.previewPoints),
      response: call.response && cutText(call.response, page.previewPoints),
    })),
    nextCursor: rows.length > page.limit && last ? encodeCursor([Number(last.id)]) : null,
  };
}

/** One call with its whole request and response. @throws AppError `call-not-found` */
export async function getCall(
  em: Em,
  callId: string,
): Promise<LlmCall & { request: unknown; responseText: string | null }> {
  const { rows } = await sql<
    CallRow & { request: unknown; response_text: string | null; instructions: string | null }
  >`
    select c.*, t.request, t.response as response_text, p.instructions
    from llm_calls c
    left join llm_call_texts t on t.call_id = c.call_id
    left join prompt_versions p on p.version = c.metadata->>'prompt_version'
    where c.call_id = ${callId}::uuid`.execute(em.getKysely());
  const row = rows[0];
  if (!row) throw new AppError('call-not-found', 'There is no such call.', { status: 404 });
  const request =
    row.request === null ? null : { instructions: row.instructions, ...(row.request as object) };
  return { ...callOf(row), request, responseText: row.response_text };
}

/** A row as the wire carries it. */
function callOf(row: CallRow): LlmCall {
  const field = <T>(name: string) => row[name] as T;
  const time = (name: string) => (row[name] ? new Date(field<string>(name)).toISOString() : null);
  const [prompt, completion, total, cached, reasoning, cost] = countedColumns.map((name) =>
    row[name] === null ? null : Number(row[name]),
  );
  return {
    callId: field('call_id'),
    model: field('model'),
    provider: field('provider'),
    upstreamModel: field('upstream_model'),
    callType: field('call_type'),
    status: field('status'),
    prompt: field('prompt'),
    response: field('response'),
    promptTokens: prompt ?? null,
    completionTokens: completion ?? null,
    totalTokens: total ?? null,
    cachedTokens: cached ?? null,
    reasoningTokens: reasoning ?? null,
    usageSource: field('usage_source'),
    costNanoUsd: cost ?? null,
    costSource: field('cost_source'),
    price: field('price'),
    sessionId: field('session_id'),
    userId: field('user_id'),
    companyId: field('company_id'),
    runId: field('run_id'),
    stepId: field('step_id'),
    attempt: field('attempt'),
    createdAt: time('created_at') ?? '',
    sentAt: time('sent_at'),
    firstTokenAt: time('first_token_at'),
    endedAt: time('ended_at'),
    durationMs: field('duration_ms'),
    ttftMs: field('ttft_ms'),
    finishReason: field('finish_reason'),
    errorCode: field('error_code'),
    errorMessage: field('error_message'),
    metadata: field('metadata'),
  };
}
