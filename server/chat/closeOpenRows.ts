import { type RawBuilder, sql } from 'kysely';
import { cutText } from '#server/db/cleanText.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { estimateUsage } from '#server/llm/countTokens.ts';
import type { ModelMessage } from '#server/llm/modelCall.ts';
import { priceCall } from '#server/llm/prices.ts';
import { ownPriceAt } from '#server/prices/ownPriceAt.ts';
import { limits } from '#shared/limits.ts';
import {
  type CallStatus,
  type CallType,
  type Role,
  role as roleSchema,
  type Usage,
} from '#shared/llmCall.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';

/** A ledger row of a run, closed by now. */
export interface ClosedRow {
  callId: string;
  stepId: string | null;
  role: Role;
  model: string;
  provider: string;
  callType: CallType;
  attempt: number;
  status: Exclude<CallStatus, 'open'>;
  response: string | null;
  usage: Usage | null;
  costNanoUsd: number | null;
  durationMs: number | null;
  error: { code: string; message: string } | null;
}

interface Row {
  call_id: string;
  step_id: string | null;
  role: string | null;
  model: string;
  provider: string;
  call_type: CallType;
  attempt: number;
  status: CallStatus;
  response: string | null;
  prompt_tokens: string | number | null;
  completion_tokens: string | number | null;
  total_tokens: string | number | null;
  cached_tokens: string | number | null;
  reasoning_tokens: string | number | null;
  usage_source: 'provider' | 'estimated' | 'none';
  cost_nano_usd: string | number | null;
  duration_ms: number | null;
  error_code: string | null;
  error_message: string | null;
  age_ms: number;
  request: { messages?: ModelMessage[]; tools?: unknown[] } | null;
  instructions: string | null;
  own: OwnPrice | null;
}

const LOST = { code: 'lost', message: 'The process that made this call died before it ended.' };

/**
 * Closes the rows that a dead process left open as `lost`: tokens estimated from the stored request and whatever
 * text had reached the event log, cost from the price table. Returns every row of the run, in order.
 */
export async function closeOpenRows(tx: Em, runId: string, answerSoFar: string): Promise<ClosedRow[]> {
  const closed: ClosedRow[] = [];
  for (const row of await rowsWhere(tx, sql`c.run_id = ${runId}`))
    closed.push(row.status === 'open' ? await lose(tx, row, answerSoFar) : closedRow(row, row.status));
  return closed;
}

/** Closes calls outside a question (a settings test) whose process died: no run's lease tells, only their age does. */
export async function closeStrayCalls(em: Em, olderThanMinutes: number): Promise<void> {
  await em.transactional(async (tx) => {
    const strays = sql`c.run_id is null and c.status = 'open'
      and c.created_at <= now() - make_interval(mins => ${olderThanMinutes})`;
    for (const row of await rowsWhere(tx, strays)) await lose(tx, row, '');
  });
}

async function rowsWhere(tx: Em, condition: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select c.call_id, c.step_id, c.metadata->>'role' as role, c.model, c.provider,
      c.call_type, c.attempt, c.status, c.response, c.prompt_tokens, c.completion_tokens, c.total_tokens,
      c.cached_tokens, c.reasoning_tokens, c.usage_source, c.cost_nano_usd, c.duration_ms, c.error_code,
      c.error_message, extract(epoch from clock_timestamp() - c.created_at)::double precision * 1000 as age_ms,
      t.request, p.instructions, ${ownPriceAt(sql`c.company_id`, sql`c.model`, sql`c.created_at`)} as own
    from llm_calls c
    left join llm_call_texts t on t.call_id = c.call_id
    left join prompt_versions p on p.version = c.metadata->>'prompt_version'
    where ${condition} order by c.id for update of c`.execute(tx.getKysely());
  return rows;
}

async function lose(tx: Em, row: Row, answerSoFar: string): Promise<ClosedRow> {
  const text = row.call_type === 'CHAT' ? answerSoFar : '';
  const messages = [
    { role: 'system' as const, content: row.instructions ?? '' },
    ...(row.request?.messages ?? []),
  ];
  const usage = estimateUsage({ messages, tools: row.request?.tools ?? [], text });
  const priced = priceCall({
    provider: row.provider,
    model: row.model,
    own: row.own,
    upstreamModel: null,
    usage,
    providerCostUsd: null,
    at: new Date(),
  });
  await sql`update llm_calls set status = 'lost', response = ${cutText(text, limits.previewPoints)},
      prompt_tokens = ${usage.promptTokens}, completion_tokens = ${usage.completionTokens},
      total_tokens = ${usage.totalTokens}, usage_source = 'estimated', cost_nano_usd = ${priced.costNanoUsd},
      cost_source = ${priced.costSource}, price = ${priced.price === null ? null : JSON.stringify(priced.price)}::jsonb,
      reserved_nano_usd = 0, reserved_tokens = 0, ended_at = greatest(clock_timestamp(), created_at),
      duration_ms = ${row.age_ms}::double precision, error_code = ${LOST.code}, error_message = ${LOST.message}
    where call_id = ${row.call_id}::uuid`.execute(tx.getKysely());
  await sql`update llm_call_texts set response = ${text} where call_id = ${row.call_id}::uuid`.execute(
    tx.getKysely(),
  );
  return {
    ...closedRow(row, 'lost'),
    response: cutText(text, 200),
    usage,
    costNanoUsd: priced.costNanoUsd,
    durationMs: Math.round(row.age_ms),
    error: LOST,
  };
}

function closedRow(row: Row, status: ClosedRow['status']): ClosedRow {
  return {
    callId: row.call_id,
    stepId: row.step_id,
    role: roleSchema.catch('Answer').parse(row.role),
    model: row.model,
    provider: row.provider,
    callType: row.call_type,
    attempt: row.attempt,
    status,
    response: row.response,
    usage: usageOf(row),
    costNanoUsd: row.cost_nano_usd === null ? null : Number(row.cost_nano_usd),
    durationMs: row.duration_ms === null ? null : Math.round(row.duration_ms),
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  };
}

function usageOf(row: Row): Usage | null {
  if (row.usage_source === 'none' || row.total_tokens === null) return null;
  const orNull = (tokens: string | number | null) => (tokens === null ? null : Number(tokens));
  return {
    promptTokens: Number(row.prompt_tokens),
    completionTokens: Number(row.completion_tokens),
    totalTokens: Number(row.total_tokens),
    cachedTokens: orNull(row.cached_tokens),
    reasoningTokens: orNull(row.reasoning_tokens),
    source: row.usage_source,
  };
}
