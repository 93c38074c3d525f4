import { outputLimits } from '#server/agents/outputLimits.ts';
import type { RunNeeds } from '#server/budgets/admitRun.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { highestCost } from '#server/llm/prices.ts';
import { ownPriceOf } from '#server/prices/ownPriceAt.ts';
import { roughTokens } from '#shared/estimates.ts';
import { type EstimateParts, likelyCalls } from './estimateRun.ts';

/** A prompt is reserved by its bytes, of which a token has about so many. */
const BYTES_PER_TOKEN = 5;

/**
 * What a budget must have room for before a run is let in: what its calls are likely to take, and on top of that what
 * the dearest of them reserves while it runs. A run that fits is not cut short by its own reservation.
 */
export async function runNeeds(
  em: Em,
  question: { companyId: string; sessionId: string; message: string },
  parts: EstimateParts,
): Promise<RunNeeds> {
  const { used } = await likelyCalls(em, question, parts);
  const asked = roughTokens(question.message.length);
  const calls = await Promise.all(
    used.map(async ({ role, promptTokens, completionTokens }) => {
      const model = parts.models[role];
      const priced = {
        provider: parts.providerOf(model),
        model,
        own: await ownPriceOf(em, question.companyId, model),
      };
      const likely = { promptTokens: promptTokens + asked, completionTokens };
      const most = {
        promptTokens: likely.promptTokens * BYTES_PER_TOKEN,
        completionTokens: outputLimits[role],
      };
      return {
        model,
        likely: { tokens: likely.promptTokens + completionTokens, nanoUsd: highestCost(priced, likely) },
        most: { tokens: most.promptTokens + most.completionTokens, nanoUsd: highestCost(priced, most) },
      };
    }),
  );
  const need = (of: (amounts: { tokens: number; nanoUsd: number | null }) => number) =>
    calls.reduce((sum, { likely }) => sum + of(likely), 0) +
    Math.max(0, ...calls.map(({ likely, most }) => of(most) - of(likely)));
  const unpriced = calls.find(({ likely }) => likely.nanoUsd === null)?.model ?? null;
  return {
    tokens: need(({ tokens }) => tokens),
    nanoUsd: unpriced === null ? need(({ nanoUsd }) => nanoUsd ?? 0) : null,
    unpriced,
  };
}
