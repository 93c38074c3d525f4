import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { type CallFilter, isDay } from '#shared/callFilter.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import type { UsageTotals } from '#shared/usageTotals.ts';
import { figuresOf, type MeasuredRow, measuresOfRow, sumsOfMeasures } from './callMeasures.ts';
import { callsWhere } from './callsWhere.ts';
import { usageSource } from './usageSource.ts';

const DAY_MS = 86_400_000;
// no calendar of the database is longer on either side
const [EARLIEST_MS, LATEST_MS] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')];

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
  const { since, until, sessionId, userId, model, role, status, callType, ...apart } = filter;
  if (Object.values(apart).some((given) => given !== undefined && given !== false))
    return sql`(select model as name, ${measuresOfRow} from llm_calls where ${await callsWhere(em, companyId, filter)}) as measured`;
  const stretch = {
    sinceMs: since === undefined ? EARLIEST_MS : Date.parse(since),
    untilMs:
      until === undefined ? LATEST_MS : Math.min(Date.parse(until) + (isDay(until) ? DAY_MS : 0), LATEST_MS),
  };
  const narrowed = usageFilter.parse({ companyId, sessionId, userId, model, role, status, callType });
  return usageSource(narrowed, stretch, { by: 'model' });
}
