import type { Usage } from '#shared/llmCall.ts';
import { type Fields, fieldsOf } from './looseJson.ts';

interface UsageReading {
  /** Null when the provider counted nothing, or nonsense: then the caller estimates and keeps the raw object. */
  usage: Usage | null;
  /** What the provider says the call cost, in dollars, exact as it was written; null when it says nothing usable. */
  providerCostUsd: string | number | null;
  /** The figures contradicted each other and were put right. */
  suspicious: boolean;
}

/** No call has ever had a trillion tokens: a bigger figure is nonsense. */
const mostTokens = 1e12;

/** xAI's `cost_in_usd_ticks`: ten billion ticks are a dollar (https://docs.x.ai/docs/api-reference). */
const tickDigits = 10;

/**
 * Reads a provider's `usage` object into one shape in which total is always prompt + completion. Reasoning that is
 * counted beside completion (xAI) is made part of it, for it is billed as output. A detail that is absent is null.
 */
export function readUsage(raw: unknown): UsageReading {
  const fields = fieldsOf(raw);
  return { ...readTokens(fields), providerCostUsd: readCost(fields) };
}

function readTokens(fields: Fields): Pick<UsageReading, 'usage' | 'suspicious'> {
  const noUsage = { usage: null, suspicious: false };
  const promptTokens = fields.prompt_tokens ?? fields.input_tokens;
  const total = fields.total_tokens ?? null;
  if (!isCount(promptTokens)) return noUsage;
  if (total !== null && !isCount(total)) return noUsage;

  // embeddings report no completion, but their total says that there was none
  let completionTokens = fields.completion_tokens ?? fields.output_tokens ?? (total ?? -1) - promptTokens;
  if (!isCount(completionTokens)) return noUsage;
  if (promptTokens + completionTokens === 0) return noUsage;

  const reasoning = firstPresent(
    fieldsOf(fields.completion_tokens_details).reasoning_tokens,
    fieldsOf(fields.output_tokens_details).reasoning_tokens,
    fields.reasoning_tokens,
  );
  const cached = firstPresent(
    fieldsOf(fields.prompt_tokens_details).cached_tokens,
    fieldsOf(fields.input_tokens_details).cached_tokens,
    fields.prompt_cache_hit_tokens,
    fields.cached_tokens,
  );
  const reasoningTokens = isCount(reasoning) ? reasoning : null;
  const cachedTokens = isCount(cached) && cached <= promptTokens ? cached : null;

  const apart = reasoningTokens !== null && total === promptTokens + completionTokens + reasoningTokens;
  if (apart) completionTokens += reasoningTokens;
  const totalTokens = promptTokens + completionTokens;
  return {
    usage: { promptTokens, completionTokens, totalTokens, cachedTokens, reasoningTokens, source: 'provider' },
    suspicious:
      (total !== null && total !== totalTokens) || reasoningTokens !== reasoning || cachedTokens !== cached,
  };
}

function readCost(fields: Fields): string | number | null {
  // with a key of the customer's own at the vendor, OpenRouter's figure is its fee alone
  if (fields.is_byok === true) return null;
  const ticks = fields.cost_in_usd_ticks;
  if (isCost(ticks) && Number.isSafeInteger(Number(ticks))) {
    const digits = String(ticks).padStart(tickDigits + 1, '0');
    return `${digits.slice(0, -tickDigits)}.${digits.slice(-tickDigits)}`;
  }
  const cost = fieldsOf(fields.cost).total_cost ?? fields.cost;
  return isCost(cost) ? cost : null;
}

function isCost(value: unknown): value is string | number {
  if (typeof value === 'string') return /^\d{1,7}(\.\d{1,30})?$/.test(value);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= mostTokens;
}

function firstPresent(...values: unknown[]): unknown {
  return values.find((value) => value !== undefined && value !== null) ?? null;
}
