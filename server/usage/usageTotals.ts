import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import type { UsageTotals } from '#shared/usageTotals.ts';
import { callsWhere } from './selectCalls.ts';

/** Sums over the rows of a company that pass a filter, per model, the dearest first. */
export async function usageTotals(em: Em, companyId: string, filter: CallFilter): Promise<UsageTotals> {
  const { rows } = await sql<Record<string, string | number>>`select model,
      count(*) filter (where status <> 'rejected') as calls,
      coalesce(sum(prompt_tokens), 0) as prompt, coalesce(sum(completion_tokens), 0) as completion,
      coalesce(sum(total_tokens), 0) as total, coalesce(sum(cost_nano_usd), 0) as cost,
      count(*) filter (where cost_nano_usd is null and total_tokens is not null) as unpriced,
      count(*) filter (where usage_source = 'estimated') as estimated
    from llm_calls where ${callsWhere(companyId, filter)}
    group by model order by cost desc, calls desc, model`.execute(em.getKysely());
  return {
    models: rows.map((row) => ({
      model: String(row.model),
      llmCalls: Number(row.calls),
      promptTokens: Number(row.prompt),
      completionTokens: Number(row.completion),
      totalTokens: Number(row.total),
      costNanoUsd: Number(row.cost),
      unpricedCalls: Number(row.unpriced),
      estimatedCalls: Number(row.estimated),
    })),
  };
}
