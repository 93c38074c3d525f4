import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import type { UsageTotals } from '#shared/usageTotals.ts';
import { figuresOf, type MeasuredRow, measuresOfRow, sumsOfMeasures } from './callMeasures.ts';
import { callsWhere } from './callsWhere.ts';
import { usageOfCalls } from './usageOfCalls.ts';
import { usageSource } from './usageSource.ts';

/** Sums over the rows of a company that pass a filter, per model, the dearest first. */
export async function usageTotals(em: Em, companyId: string, filter: CallFilter): Promise<UsageTotals> {
  const { rows } = await sql<MeasuredRow & { name: string }>`select name, ${sumsOfMeasures}
    from ${await measured(em, companyId, filter)} group by name
    order by sum(cost_nano_usd) desc, sum(llm_calls) desc, name`.execute(em.getKysely());
  return {
    models: rows.map((row) => {
      const { llmCalls, promptTokens, completionTokens, totalTokens, ...more } = figuresOf(row);
      const { costNanoUsd, unpricedCalls, estimatedCalls } = more;
      const tokens = { promptTokens, completionTokens, totalTokens };
      return { model: row.name, llmCalls, ...tokens, costNanoUsd, unpricedCalls, estimatedCalls };
    }),
  };
}

/** From the kept sums, unless the filter asks for what they do not tell apart. */
async function measured(em: Em, companyId: string, filter: CallFilter): Promise<RawBuilder<unknown>> {
  const kept = usageOfCalls(companyId, filter);
  return kept
    ? usageSource(kept.filter, kept.stretch, { by: 'model' })
    : sql`(select model as name, ${measuresOfRow} from llm_calls where ${await callsWhere(em, companyId, filter)}) as measured`;
}
