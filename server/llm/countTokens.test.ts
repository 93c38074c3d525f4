import { expect, test } from 'vitest';
import { countTokens, estimatePromptTokens, estimateUsage } from './countTokens.ts';

test('counts as the o200k_base encoding does', () => {
  expect(countTokens('')).toBe(0);
  expect(countTokens('hello world')).toBe(2);
  // these two counts are printed in https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken
  expect(countTokens('antidisestablishmentarianism')).toBe(6);
  expect(countTokens('お誕生日おめでとう')).toBe(8);
});

test('control tokens in a text are text', () => {
  expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
});

test('a megabyte of one letter, and of emoji, is counted without a pause', () => {
  expect(countTokens('a'.repeat(1_000_000))).toBeGreaterThan(10_000);
  expect(countTokens('👩‍👩‍👧‍👦'.repeat(40_000))).toBeGreaterThan(40_000);
});

test('a lone surrogate is one odd character, and a pair at the edge of a piece stays whole', () => {
  expect(countTokens('\ud800')).toBeGreaterThan(0);
  expect(countTokens(`${'a'.repeat(1_999)}😀`)).toBe(countTokens('a'.repeat(1_999)) + countTokens('😀'));
});

test('a request costs three tokens a message and three for the reply', () => {
  const hello = { role: 'user', content: 'hello world' };
  expect(estimatePromptTokens([])).toBe(3);
  expect(estimatePromptTokens([hello])).toBe(3 + 3 + countTokens('user') + 2);
  expect(estimatePromptTokens([hello], [{ name: 'search' }])).toBe(9 + countTokens('{"name":"search"}'));
});

test('estimated usage adds up and says that it is an estimate', () => {
  const estimate = estimateUsage({
    messages: [{ role: 'user', content: 'hello world' }],
    text: 'hello world',
    toolCalls: [{ id: 'a', name: 'search', arguments: '{}' }],
    reasoningText: 'hello',
  });
  expect(estimate).toEqual({
    promptTokens: 9,
    completionTokens: 2 + countTokens('search') + countTokens('{}') + 1,
    totalTokens: 9 + estimate.completionTokens,
    cachedTokens: null,
    reasoningTokens: 1,
    source: 'estimated',
  });
});
