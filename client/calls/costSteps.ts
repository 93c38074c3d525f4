import { z } from 'zod';
import type { LlmCall } from '#shared/llmCall.ts';
import { NANO_PER_USD } from '#shared/money.ts';

const rates = z.object({
  model: z.string(),
  input_usd_per_mtok: z.number(),
  cached_usd_per_mtok: z.number(),
  output_usd_per_mtok: z.number(),
  reasoning_usd_per_mtok: z.number().optional(),
  usd_per_thousand_requests: z.number().optional(),
});

/** One product of a call's cost: so many, at so many dollars per million. */
export interface CostStep {
  of: string;
  count: number;
  usdPerMillion: number;
  nanoUsd: number;
}

/** The products that a call's cost is the sum of, and the model they are priced by; null where no table was applied. */
export function costSteps(call: Omit<LlmCall, 'price'> & { price?: unknown }): {
  model: string;
  steps: CostStep[];
} | null {
  const price = rates.safeParse(call.price).data;
  if (!price || call.promptTokens === null || call.completionTokens === null) return null;
  const cached = call.cachedTokens ?? 0;
  const reasoning = Math.min(call.reasoningTokens ?? 0, call.completionTokens);
  const reasoningRate = price.reasoning_usd_per_mtok;
  // what costs the same is one step
  const cachedApart = cached > 0 && price.cached_usd_per_mtok !== price.input_usd_per_mtok;
  const reasoningApart = reasoning > 0 && reasoningRate !== undefined;
  const step = (of: string, count: number, usdPerMillion: number): CostStep => ({
    of,
    count,
    usdPerMillion,
    nanoUsd: (count * usdPerMillion * NANO_PER_USD) / 1_000_000,
  });
  return {
    model: price.model,
    steps: [
      step('tokens in', call.promptTokens - (cachedApart ? cached : 0), price.input_usd_per_mtok),
      ...(cachedApart ? [step('tokens in, cached', cached, price.cached_usd_per_mtok)] : []),
      step('tokens out', call.completionTokens - (reasoningApart ? reasoning : 0), price.output_usd_per_mtok),
      ...(reasoningApart ? [step('tokens out, reasoning', reasoning, reasoningRate)] : []),
      ...(price.usd_per_thousand_requests === undefined
        ? []
        : [step('request', 1, price.usd_per_thousand_requests * 1_000)]),
    ],
  };
}
