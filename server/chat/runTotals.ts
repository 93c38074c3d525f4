import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { Totals } from '#shared/chatEvent.ts';

/** The sums over a run's ledger rows: the one source of every total that is shown. */
export async function runTotals(em: Em, runId: string): Promise<Totals> {
  const { rows } = await sql<Record<keyof Totals, string | number>>`select
      count(*) filter (where status <> 'rejected') as "llmCalls",
      coalesce(sum(prompt_tokens), 0) as "promptTokens",
      coalesce(sum(completion_tokens), 0) as "completionTokens",
      coalesce(sum(total_tokens), 0) as "totalTokens",
      coalesce(sum(cost_nano_usd), 0) as "costNanoUsd",
      count(*) filter (where cost_nano_usd is null and total_tokens is not null) as "unpricedCalls",
      count(*) filter (where usage_source = 'estimated') as "estimatedCalls"
    from llm_calls where run_id = ${runId}`.execute(em.getKysely());
  const sums = rows[0];
  const number = (key: keyof Totals) => Number(sums?.[key] ?? 0);
  return {
    llmCalls: number('llmCalls'),
    promptTokens: number('promptTokens'),
    completionTokens: number('completionTokens'),
    totalTokens: number('totalTokens'),
    costNanoUsd: number('costNanoUsd'),
    unpricedCalls: number('unpricedCalls'),
    estimatedCalls: number('estimatedCalls'),
  };
}
