import { type RawBuilder, sql } from 'kysely';
import type { UsageFigures } from '#shared/usageReport.ts';

/** What is summed up over calls: each name with what one row of the ledger adds to it. */
const measures = {
  llm_calls: sql`(status <> 'rejected')::int`,
  errors: sql`(status in ('error', 'truncated', 'lost'))::int`,
  rejected_calls: sql`(status = 'rejected')::int`,
  prompt_tokens: sql`coalesce(prompt_tokens, 0)`,
  completion_tokens: sql`coalesce(completion_tokens, 0)`,
  cached_tokens: sql`coalesce(cached_tokens, 0)`,
  reasoning_tokens: sql`coalesce(reasoning_tokens, 0)`,
  total_tokens: sql`coalesce(total_tokens, 0)`,
  cost_nano_usd: sql`coalesce(cost_nano_usd, 0)`,
  unpriced_calls: sql`(cost_nano_usd is null and total_tokens is not null)::int`,
  estimated_calls: sql`(usage_source = 'estimated')::int`,
  run_tokens: sql`case when run_id is null then 0 else coalesce(total_tokens, 0) end`,
  run_cost_nano_usd: sql`case when run_id is null then 0 else coalesce(cost_nano_usd, 0) end`,
} as const satisfies Record<string, RawBuilder<unknown>>;
export type CallMeasure = keyof typeof measures;

export const callMeasures = Object.keys(measures) as CallMeasure[];

/** What one row of the ledger measures, as columns under the measures' names. */
export const measuresOfRow = sql.join(
  callMeasures.map((name) => sql`${measures[name]}::bigint as ${sql.ref(name)}`),
);

/** The sums of columns of those names, under the same names. */
export const sumsOfMeasures = sql.join(
  callMeasures.map((name) => sql`coalesce(sum(${sql.ref(name)}), 0) as ${sql.ref(name)}`),
);

/** Sums as either driver gives them. */
export type MeasuredRow = Record<CallMeasure, number | string>;

export function figuresOf(row: MeasuredRow): UsageFigures {
  const of = (name: CallMeasure) => Number(row[name]);
  return {
    llmCalls: of('llm_calls'),
    errors: of('errors'),
    rejectedCalls: of('rejected_calls'),
    promptTokens: of('prompt_tokens'),
    completionTokens: of('completion_tokens'),
    cachedTokens: of('cached_tokens'),
    reasoningTokens: of('reasoning_tokens'),
    totalTokens: of('total_tokens'),
    costNanoUsd: of('cost_nano_usd'),
    unpricedCalls: of('unpriced_calls'),
    estimatedCalls: of('estimated_calls'),
  };
}

export const noFigures: UsageFigures = figuresOf(
  Object.fromEntries(callMeasures.map((name) => [name, 0])) as MeasuredRow,
);

const figureNames = Object.keys(noFigures) as (keyof UsageFigures)[];

/** All of them together. */
export const sumFigures = (all: readonly UsageFigures[]): UsageFigures =>
  all.reduce(
    (sum, one) => ({
      ...sum,
      ...Object.fromEntries(figureNames.map((name) => [name, sum[name] + one[name]])),
    }),
    noFigures,
  );
