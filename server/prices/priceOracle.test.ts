import { calcPrice, type ModelPrice } from '@pydantic/genai-prices';
import { expect, test } from 'vitest';
import { highestCost, priceCall } from '#server/llm/prices.ts';
import { seededRandom } from '#server/testing/crash/seededRandom.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';

/** Twelve decimals of a dollar rate as a whole number, from its decimal notation. */
const pico = (rate: number) => BigInt(Math.round(rate * 1e6)) * 1_000_000n;

/** The cost again, in whole numbers and without any code of the product: rates times tokens, rounded half up once. */
function oracle(rates: ModelPrice, prompt: number, cached: number, completion: number, reasoning: number) {
  const rate = (key: string): bigint | null => {
    const price = rates[key];
    if (price === undefined) return null;
    if (typeof price === 'number') return pico(price);
    let chosen = price.base;
    for (const tier of [...price.tiers].sort((a, b) => a.start - b.start))
      if (prompt > tier.start) chosen = tier.price;
    return pico(chosen);
  };
  const input = rate('input_mtok') ?? 0n;
  const output = rate('output_mtok') ?? 0n;
  const perMillion =
    BigInt(prompt - cached) * input +
    BigInt(cached) * (rate('cache_read_mtok') ?? input) +
    BigInt(completion - reasoning) * output +
    BigInt(reasoning) * (rate('output_reasoning_mtok') ?? output);
  // a pico-dollar per million tokens is a billionth of a nano-dollar per token
  const exact = perMillion + (rate('requests_kcount') ?? 0n) * 1_000n;
  return Number((2n * exact + 1_000_000_000n) / 2_000_000_000n);
}

const published = [
  ['openai', 'gpt-5-nano'],
  ['openai', 'gpt-4.1'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['google', 'gemini-2.5-pro'],
  ['x-ai', 'grok-3-mini'],
  ['perplexity', 'sonar-deep-research'],
] as const;

test('the cost of 10,000 random calls is the oracle’s, with cached, reasoning and tiered prices, and within its bound', () => {
  const random = seededRandom(20261127);
  const below = (most: number) => Math.floor(random() * most);
  const at = new Date('2026-06-01T12:00:00Z');
  const seen = { tiered: 0, reasoning: 0, own: 0 };
  for (let nth = 0; nth < 10_000; nth += 1) {
    const [provider, model] = published[below(published.length)] ?? published[0];
    const prompt = 1 + below(random() < 0.3 ? 400_000 : 4_000);
    const [cached, completion] = [below(prompt + 1), below(10_000)];
    const reasoning = below(completion + 1);
    const own: OwnPrice | null =
      random() < 0.3
        ? {
            inputUsdPerMtok: below(1e6) / 1e4,
            outputUsdPerMtok: below(1e6) / 1e4,
            cachedUsdPerMtok: random() < 0.5 ? below(1e6) / 1e6 : null,
            reasoningUsdPerMtok: random() < 0.5 ? below(1e6) / 1e4 : null,
            since: '2026-01-01T00:00:00Z',
          }
        : null;
    const rates: ModelPrice = own
      ? {
          input_mtok: own.inputUsdPerMtok,
          output_mtok: own.outputUsdPerMtok,
          ...(own.cachedUsdPerMtok === null ? {} : { cache_read_mtok: own.cachedUsdPerMtok }),
          ...(own.reasoningUsdPerMtok === null ? {} : { output_reasoning_mtok: own.reasoningUsdPerMtok }),
        }
      : (calcPrice({}, model, { providerId: provider, timestamp: at })?.model_price ?? {});
    const priced = { provider, model: `${provider}/${model}`, own };
    const { costNanoUsd } = priceCall({
      ...priced,
      upstreamModel: null,
      usage: {
        promptTokens: prompt,
        completionTokens: completion,
        totalTokens: prompt + completion,
        cachedTokens: cached,
        reasoningTokens: reasoning,
        source: 'provider',
      },
      providerCostUsd: null,
      at,
    });
    expect(costNanoUsd).toBe(oracle(rates, prompt, cached, completion, reasoning));
    const bound = highestCost(priced, { promptTokens: prompt, completionTokens: completion });
    expect(bound).toBeGreaterThanOrEqual(costNanoUsd ?? Number.NaN);
    if (own) seen.own += 1;
    if ('output_reasoning_mtok' in rates) seen.reasoning += 1;
    if (typeof rates['input_mtok'] === 'object') seen.tiered += 1;
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
});
