import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { chooseEndpoints } from '#server/llm/endpoints.ts';
import { priceCall } from '#server/llm/prices.ts';
import type { Role } from '#shared/llmCall.ts';
import type { WouldCost } from '#shared/wouldCost.ts';

/** The tokens of one role in one run. */
export interface RoleTokens {
  role: Role;
  promptTokens: number;
  completionTokens: number;
}

// what setting OpenRouter's key and nothing else would use
const { planner, retriever, analyst, writer } = chooseEndpoints({ OPENROUTER_API_KEY: 'any' }).models;
const modelOf: Record<Role, string> = {
  'Query Planning': planner,
  'RAG Retrieval': retriever,
  'Data Analysis': analyst,
  Answer: writer,
};

/** What these tokens would cost today with the models that a single key brings. */
export function costOfTokens(used: readonly RoleTokens[]): WouldCost {
  const costs = used.map((tokens) => costOfRole(tokens, modelOf[tokens.role], 'openrouter'));
  const models = [...new Set(Object.values(modelOf))].map((model) => model.slice(model.indexOf('/') + 1));
  return { costNanoUsd: sumOrNull(costs), models };
}

/** What one role's tokens cost today with a model; null when its price is not known. */
export function costOfRole(
  { promptTokens, completionTokens }: RoleTokens,
  model: string,
  provider: string,
): number | null {
  const usage = {
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    cachedTokens: null,
    reasoningTokens: null,
    source: 'estimated' as const,
  };
  return priceCall({ provider, model, upstreamModel: null, usage, providerCostUsd: null, at: new Date() })
    .costNanoUsd;
}

/** The sum; null as soon as one of them is not known. */
export function sumOrNull(costs: readonly (number | null)[]): number | null {
  return costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0);
}

/** What a run would have cost, from the tokens of each of its calls. */
export async function wouldCostOfRun(em: Em, runId: string): Promise<WouldCost> {
  const { rows } = await sql<Record<keyof RoleTokens, string | number>>`select metadata->>'role' as role,
      prompt_tokens as "promptTokens", completion_tokens as "completionTokens"
    from llm_calls where run_id = ${runId} and total_tokens is not null`.execute(em.getKysely());
  return costOfTokens(
    rows.map((row) => ({
      role: row.role as Role,
      promptTokens: Number(row.promptTokens),
      completionTokens: Number(row.completionTokens),
    })),
  );
}
