import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { checkDay, keptDays } from '#server/usage/checkDay.ts';
import { usageTotals } from '#server/usage/usageTotals.ts';
import { noTotals } from '#shared/runView.ts';
import type { UsageTotals } from '#shared/usageTotals.ts';
import type { Broken } from './findings.ts';

type ModelTotals = UsageTotals['models'][number];

interface Row {
  id: string;
  company_id: string;
  model: string;
  status: string;
  usage_source: string;
  prompt: string | null;
  completion: string | null;
  total: string | null;
  cost: string | null;
}

const PAGE = 2_000;

/** Adds the ledger up by hand, row by row, and holds what the analytics say of each company and day against it. */
export async function checkAnalytics(tx: Em, broken: Broken): Promise<void> {
  const companies = await addUp(tx);
  for (const [companyId, byHand] of companies) {
    const shown = await usageTotals(tx, companyId, {});
    const byModel = new Map(shown.models.map((totals) => [totals.model, totals]));
    for (const model of new Set([...byHand.keys(), ...byModel.keys()])) {
      if (!isDeepStrictEqual(byHand.get(model), byModel.get(model))) broken(10, `${companyId} ${model}`);
    }
  }
  for (const day of await keptDays(tx))
    if ((await checkDay(tx, day)) > 0) broken(10, `${day.companyId} ${day.day}`);
}

async function addUp(tx: Em): Promise<Map<string, Map<string, ModelTotals>>> {
  const companies = new Map<string, Map<string, ModelTotals>>();
  for (let after = '0'; ; ) {
    const { rows } = await sql<Row>`select id::text, company_id, model, status, usage_source,
        prompt_tokens::text as prompt, completion_tokens::text as completion, total_tokens::text as total,
        cost_nano_usd::text as cost
      from llm_calls where id > ${after}::bigint order by llm_calls.id limit ${PAGE}`.execute(tx.getKysely());
    for (const row of rows) {
      const models = companies.get(row.company_id) ?? new Map<string, ModelTotals>();
      companies.set(row.company_id, models);
      models.set(row.model, plus(models.get(row.model) ?? { model: row.model, ...noTotals }, row));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return companies;
    after = last.id;
  }
}

function plus(sum: ModelTotals, row: Row): ModelTotals {
  return {
    model: sum.model,
    llmCalls: sum.llmCalls + (row.status === 'rejected' ? 0 : 1),
    promptTokens: sum.promptTokens + Number(row.prompt),
    completionTokens: sum.completionTokens + Number(row.completion),
    totalTokens: sum.totalTokens + Number(row.total),
    costNanoUsd: sum.costNanoUsd + Number(row.cost),
    unpricedCalls: sum.unpricedCalls + (row.cost === null && row.total !== null ? 1 : 0),
    estimatedCalls: sum.estimatedCalls + (row.usage_source === 'estimated' ? 1 : 0),
  };
}
