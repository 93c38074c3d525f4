import { expect, test } from 'vitest';
import { readUsage } from './usage.ts';

const plain = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

test('plain usage is taken as it is, and absent details are null', () => {
  expect(readUsage(plain)).toEqual({
    usage: {
      promptTokens: 10,
      completionTokens: 5,
      totalTokens: 15,
      cachedTokens: null,
      reasoningTokens: null,
      source: 'provider',
    },
    providerCostUsd: null,
    suspicious: false,
  });
});

test.each([
  [
    'OpenAI',
    { prompt_tokens_details: { cached_tokens: 4 }, completion_tokens_details: { reasoning_tokens: 3 } },
  ],
  ['DeepSeek', { prompt_cache_hit_tokens: 4, completion_tokens_details: { reasoning_tokens: 3 } }],
  ['others', { cached_tokens: 4, reasoning_tokens: 3 }],
])('cached and reasoning tokens are found where %s put them', (_, details) => {
  const { usage, suspicious } = readUsage({ ...plain, ...details });
  expect(usage).toMatchObject({ cachedTokens: 4, reasoningTokens: 3, totalTokens: 15 });
  expect(suspicious).toBe(false);
});

test('a detail of 0 is 0', () => {
  const { usage } = readUsage({ ...plain, prompt_tokens_details: { cached_tokens: 0 } });
  expect(usage?.cachedTokens).toBe(0);
});

test('reasoning counted beside completion becomes part of it', () => {
  const raw = {
    prompt_tokens: 307,
    completion_tokens: 26,
    total_tokens: 560,
    completion_tokens_details: { reasoning_tokens: 227 },
    cost_in_usd_ticks: 1497500,
  };
  expect(readUsage(raw)).toMatchObject({
    usage: { promptTokens: 307, completionTokens: 253, totalTokens: 560, reasoningTokens: 227 },
    suspicious: false,
    providerCostUsd: '0.0001497500',
  });
});

test('a total that is not the sum is replaced by the sum, and that is said', () => {
  expect(readUsage({ ...plain, total_tokens: 99 })).toMatchObject({
    usage: { totalTokens: 15 },
    suspicious: true,
  });
});

test('more cached tokens than prompt tokens are dropped, and that is said', () => {
  const read = readUsage({ ...plain, cached_tokens: 11 });
  expect(read).toMatchObject({ usage: { promptTokens: 10, cachedTokens: null }, suspicious: true });
});

test('a total that is absent is the sum', () => {
  expect(readUsage({ prompt_tokens: 1, completion_tokens: 2 })).toMatchObject({
    usage: { totalTokens: 3 },
    suspicious: false,
  });
});

test('embeddings have no completion', () => {
  expect(readUsage({ prompt_tokens: 8, total_tokens: 8 }).usage).toMatchObject({
    completionTokens: 0,
    totalTokens: 8,
  });
});

test.each([
  ['nothing', null],
  ['a word', 'lots'],
  ['an array', [1, 2]],
  ['all zero', { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
  ['negative', { ...plain, prompt_tokens: -1 }],
  ['NaN', { ...plain, completion_tokens: Number.NaN }],
  ['a string', { ...plain, prompt_tokens: '10' }],
  ['a fraction', { ...plain, completion_tokens: 1.5 }],
  ['beyond measure', { ...plain, completion_tokens: 1e18 }],
  ['a broken total', { ...plain, total_tokens: 'many' }],
  ['half missing', { prompt_tokens: 5 }],
])('%s is no usage', (_, raw) => {
  expect(readUsage(raw).usage).toBeNull();
});

test('names of JavaScript objects are no figures', () => {
  expect(readUsage(JSON.parse('{"__proto__":{"prompt_tokens":1,"completion_tokens":1}}')).usage).toBeNull();
});

test.each([
  ['a number', { cost: 0.000837 }, 0.000837],
  ['nothing to pay', { cost: 0 }, 0],
  ['text', { cost: '0.5' }, '0.5'],
  ['a sum with parts', { cost: { input_tokens_cost: 0.1, total_cost: 0.3 } }, 0.3],
  ['a fee alone', { cost: 0.01, is_byok: true }, null],
  ['negative', { cost: -1 }, null],
  ['no figure', { cost: 'free' }, null],
  ['not finite', { cost: Number.POSITIVE_INFINITY }, null],
])("the provider's own cost: %s", (_, cost, expected) => {
  expect(readUsage({ ...plain, ...cost }).providerCostUsd).toBe(expected);
});
