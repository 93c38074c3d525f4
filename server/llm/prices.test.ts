import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Usage } from '#shared/llmCall.ts';
import { expectedPrice, priceCall } from './prices.ts';

const at = new Date('2026-01-15T12:00:00Z');
const usage = (
  promptTokens: number,
  completionTokens: number,
  cachedTokens: number | null = null,
): Usage => ({
  promptTokens,
  completionTokens,
  totalTokens: promptTokens + completionTokens,
  cachedTokens,
  reasoningTokens: null,
  source: 'provider',
});
const call = {
  provider: 'openai',
  model: 'openai/gpt-5-nano',
  upstreamModel: null,
  usage: usage(1_000, 500),
  providerCostUsd: null,
  at,
};

describe("the provider's own figure", () => {
  test.each([
    [0.000837, 837_000],
    ['0.000222', 222_000],
    ['0.0000000005', 1],
    ['0.00000000049', 0],
    [5e-8, 50],
    [0, 0],
  ])('%s dollars are %s nano-dollars, rounded half up', (providerCostUsd, costNanoUsd) => {
    expect(priceCall({ ...call, providerCostUsd })).toEqual({
      costNanoUsd,
      costSource: 'provider',
      price: { provider_cost_usd: String(providerCostUsd) },
    });
  });

  test('counts without any usage', () => {
    expect(priceCall({ ...call, usage: null, providerCostUsd: 0.5 }).costNanoUsd).toBe(500_000_000);
  });

  test('beyond all money is not believed', () => {
    expect(priceCall({ ...call, providerCostUsd: 1e300 }).costSource).toBe('table');
  });
});

describe('the table', () => {
  test('is applied to the tokens of the call and pinned', () => {
    // 1,000 × $0.05 and 500 × $0.40 a million
    expect(priceCall(call)).toEqual({
      costNanoUsd: 250_000,
      costSource: 'table',
      price: {
        table: 'genai-prices',
        model: 'openai/gpt-5-nano',
        input_usd_per_mtok: 0.05,
        cached_usd_per_mtok: 0.005,
        output_usd_per_mtok: 0.4,
      },
    });
  });

  test('charges cached tokens at their own rate and the rest of the prompt at the full one', () => {
    // (307 − 306) × 50 + 306 × 5 + 253 × 400 nano-dollars
    expect(priceCall({ ...call, usage: usage(307, 253, 306) }).costNanoUsd).toBe(102_780);
  });

  test('knows OpenRouter ids at OpenRouter prices', () => {
    const priced = priceCall({ ...call, provider: 'openrouter', usage: usage(307, 253, 306) });
    expect(priced.price).toMatchObject({ model: 'openrouter/openai/gpt-5-nano', cached_usd_per_mtok: 0.01 });
    expect(priced.costNanoUsd).toBe(50 + 3_060 + 101_200);
  });

  test('chooses the tier by the whole prompt, for all its tokens', () => {
    const sonnet = { ...call, provider: 'anthropic', model: 'anthropic/claude-sonnet-4.5' };
    expect(priceCall({ ...sonnet, usage: usage(200_000, 1_000) }).costNanoUsd).toBe(615_000_000);
    expect(priceCall({ ...sonnet, usage: usage(200_001, 1_000) }).costNanoUsd).toBe(
      200_001 * 6_000 + 22_500_000,
    );
  });

  test('adds what is charged per request', () => {
    const sonar = { ...call, provider: 'perplexity', model: 'perplexity/sonar', usage: usage(100, 100) };
    expect(priceCall(sonar)).toMatchObject({
      costNanoUsd: 12_200_000,
      price: { usd_per_thousand_requests: 12 },
    });
  });

  test('prefers the model that answered to the model that was asked for', () => {
    const routed = { ...call, model: 'openai/model-router', upstreamModel: 'gpt-5-nano-2025-08-07' };
    expect(priceCall(routed).costNanoUsd).toBe(250_000);
  });

  test('knows the vendors behind an endpoint of one’s own', () => {
    expect(priceCall({ ...call, provider: '127.0.0.1:4000' }).costNanoUsd).toBe(250_000);
    expect(priceCall({ ...call, provider: 'api.x.ai', model: 'grok-3-mini' }).price).toMatchObject({
      model: 'x-ai/grok-3-mini',
    });
  });

  test('prices embeddings, which put nothing out', () => {
    const embedding = { ...call, model: 'openai/text-embedding-3-small', usage: usage(1_000_000, 0) };
    expect(priceCall(embedding).costNanoUsd).toBe(20_000_000);
  });

  test.each([
    ['an unknown model', { model: 'openai/nobody-knows' }],
    ['a local model', { provider: '127.0.0.1:11434', model: 'llama3.2' }],
    ['no usage', { usage: null }],
  ])('has no price for %s: null, never 0', (_, change) => {
    expect(priceCall({ ...call, ...change })).toEqual({ costNanoUsd: null, costSource: 'none', price: null });
  });

  test('the offline engine is free', () => {
    const offline = { ...call, provider: 'offline', model: 'offline/writer' };
    expect(priceCall(offline)).toEqual({ costNanoUsd: 0, costSource: 'table', price: { free: true } });
  });

  // the oracle: the library's own sum, a float, may be off by less than a nano-dollar from the exact one
  test.each([
    ['openai', 'gpt-5-nano'],
    ['openai', 'gpt-4.1'],
    ['anthropic', 'claude-sonnet-4-5'],
    ['anthropic', 'claude-haiku-4-5'],
    ['openrouter', 'anthropic/claude-sonnet-4.5'],
    ['google', 'gemini-2.5-pro'],
    ['x-ai', 'grok-3-mini'],
    ['perplexity', 'sonar-deep-research'],
  ])('agrees with the library for any usage of %s %s', (provider, model) => {
    const tokens = fc.integer({ min: 1, max: 400_000 });
    fc.assert(
      fc.property(tokens, tokens, fc.double({ min: 0, max: 1, noNaN: true }), (prompt, completion, share) => {
        const cached = Math.floor(prompt * share);
        const float = calcPrice(
          { input_tokens: prompt, cache_read_tokens: cached, output_tokens: completion },
          model,
          { providerId: provider, timestamp: at },
        );
        const { costNanoUsd } = priceCall({
          ...call,
          provider,
          model,
          usage: usage(prompt, completion, cached),
        });
        expect(Math.abs((costNanoUsd ?? Number.NaN) - (float?.total_price ?? Number.NaN) * 1e9)).toBeLessThan(
          0.51,
        );
      }),
      { numRuns: 50 },
    );
  });
});

test('before a call its price is expected as it will be applied, at the tier of its prompt', () => {
  const nano = { provider: 'openrouter', model: 'openai/gpt-5-nano', promptTokens: 10 };
  expect(expectedPrice(nano)).toEqual({ promptNanoUsd: 50_000_000, completionNanoUsd: 400_000_000 });
  expect(expectedPrice({ ...nano, provider: 'offline' })).toEqual({ promptNanoUsd: 0, completionNanoUsd: 0 });
  expect(expectedPrice({ ...nano, model: 'nobody/knows-this' })).toBeNull();
  const long = { provider: 'anthropic', model: 'anthropic/claude-sonnet-4.5', promptTokens: 300_000 };
  expect(expectedPrice(long)?.promptNanoUsd).toBe(6_000_000_000);
});
