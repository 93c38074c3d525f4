import { expect, test } from 'vitest';
import { priceCall } from '#server/llm/prices.ts';
import type { LlmCall } from '#shared/llmCall.ts';
import { costSteps } from './costSteps.ts';

type Counted = Pick<LlmCall, 'promptTokens' | 'completionTokens' | 'cachedTokens' | 'reasoningTokens'>;

function callOf(model: string, counted: Counted): LlmCall {
  const { promptTokens, completionTokens } = counted;
  if (promptTokens === null || completionTokens === null)
    throw new Error('tokens are needed to price a call');
  const totalTokens = promptTokens + completionTokens;
  const usage = { ...counted, promptTokens, completionTokens, totalTokens, source: 'provider' as const };
  const priced = priceCall({
    provider: 'openrouter',
    model,
    upstreamModel: null,
    usage,
    providerCostUsd: null,
    at: new Date('2026-01-15T12:00:00Z'),
  });
  // of a whole call the steps read only these
  return { ...counted, ...priced } as LlmCall;
}

const none = { cachedTokens: null, reasoningTokens: null };

test.for([
  ['openai/gpt-5-nano', { promptTokens: 1_512, completionTokens: 483, ...none }],
  [
    'openai/gpt-5-nano',
    { promptTokens: 9_000, completionTokens: 31, cachedTokens: 8_192, reasoningTokens: 20 },
  ],
  [
    'anthropic/claude-sonnet-4.5',
    { promptTokens: 250_001, completionTokens: 7, cachedTokens: 1, reasoningTokens: null },
  ],
] as const)('the steps of %s add up to what the ledger has, rounded once', ([model, counted]) => {
  const call = callOf(model, counted);
  const priced = costSteps(call);
  const sum = priced?.steps.reduce((total, step) => total + step.nanoUsd, 0) ?? Number.NaN;
  expect(Math.round(sum)).toBe(call.costNanoUsd);
  const counts = priced?.steps.reduce((total, { count }) => total + count, 0);
  expect(counts).toBe(counted.promptTokens + counted.completionTokens);
});

test('tokens of the same price are one step, cached ones of another price their own', () => {
  const small = { promptTokens: 1_512, completionTokens: 483, ...none };
  expect(costSteps(callOf('openai/gpt-5-nano', small))?.steps).toEqual([
    { of: 'tokens in', count: 1_512, usdPerMillion: 0.05, nanoUsd: expect.closeTo(75_600) },
    { of: 'tokens out', count: 483, usdPerMillion: 0.4, nanoUsd: expect.closeTo(193_200) },
  ]);
  const cached = { ...small, cachedTokens: 1_000 };
  expect(costSteps(callOf('openai/gpt-5-nano', cached))?.steps.map(({ of, count }) => [of, count])).toEqual([
    ['tokens in', 512],
    ['tokens in, cached', 1_000],
    ['tokens out', 483],
  ]);
});

test('there are no steps where a provider said the cost itself, or nobody knows a price', () => {
  const counted = { promptTokens: 1, completionTokens: 1, ...none };
  expect(costSteps({ ...callOf('openai/gpt-5-nano', counted), price: { provider_cost_usd: '0.01' } })).toBe(
    null,
  );
  expect(costSteps(callOf('nobody/knows', counted))).toBe(null);
});
