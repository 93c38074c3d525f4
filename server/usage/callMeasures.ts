import { type RawBuilder, sql } from 'kysely';
import { type UsageFigures, type UsagePeriod, usagePart } from '#shared/usageReport.ts';

const inPart = (part: RawBuilder<boolean>, measure: RawBuilder<unknown>) =>
  sql`case when ${part} then coalesce(${measure}, 0) else 0 end`;
const isRetry = sql<boolean>`attempt > 1`;
const isPlanning = sql<boolean>`attempt = 1 and metadata->>'role' = 'Query Planning'`;
const isAnswer = sql<boolean>`attempt = 1 and metadata->>'role' = 'Answer'`;
const isOfRun = sql<boolean>`run_id is not null`;
const [tokens, cost] = [sql`total_tokens`, sql`cost_nano_usd`];

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
  run_tokens: inPart(isOfRun, tokens),
  run_cost_nano_usd: inPart(isOfRun, cost),
  planning_tokens: inPart(isPlanning, tokens),
  planning_cost_nano_usd: inPart(isPlanning, cost),
  retries_tokens: inPart(isRetry, tokens),
  retries_cost_nano_usd: inPart(isRetry, cost),
  answer_tokens: inPart(isAnswer, tokens),
  answer_cost_nano_usd: inPart(isAnswer, cost),
} as const satisfies Record<string, RawBuilder<unknown>>;
export type CallMeasure = keyof typeof measures;

/** Counted where a bucket has the first call of a run or of a session that it would count. */
export const groupCounts = { run: 'runs', session: 'sessions' } as const;

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

/** What each part took; what is in no other is evidence. */
export function partsOf(row: MeasuredRow): UsagePeriod['parts'] {
  const told = { planning: 'planning', retries: 'retries', answer: 'answer' } as const;
  const of = (measure: 'tokens' | 'cost_nano_usd', whole: CallMeasure) => (part: string) => {
    const one = (name: keyof typeof told) => Number(row[`${name}_${measure}`]);
    return part in told
      ? one(part as keyof typeof told)
      : Number(row[whole]) - one('planning') - one('retries') - one('answer');
  };
  const [tokensOf, costOf] = [of('tokens', 'total_tokens'), of('cost_nano_usd', 'cost_nano_usd')];
  return usagePart.options.map((part) => ({ part, totalTokens: tokensOf(part), costNanoUsd: costOf(part) }));
}

const noFigures: UsageFigures = figuresOf(
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
