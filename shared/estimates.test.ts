import { expect, test } from 'vitest';
import { callAmounts, knownCost, liveTotals, roughCost, roughTokens } from './estimates.ts';
import { type CallView, emptyRun, noTotals, type RunView } from './runView.ts';

const open: CallView = {
  kind: 'call',
  callId: 'k',
  role: 'Answer',
  model: 'anthropic/claude-sonnet-4.5',
  provider: 'openrouter',
  callType: 'CHAT',
  attempt: 1,
  status: 'open',
  startedAt: '2026-01-01T00:00:00.000Z',
  firstTokenMs: null,
  ms: null,
  estimatedPromptTokens: 1_000,
  // $3 and $15 a million
  price: { promptNanoUsd: 3_000_000_000, completionNanoUsd: 15_000_000_000 },
  usage: null,
  costNanoUsd: null,
  preview: '',
  finishReason: null,
  error: null,
};
const counted: CallView = {
  ...open,
  callId: 'c',
  status: 'done',
  usage: {
    promptTokens: 10,
    completionTokens: 5,
    totalTokens: 15,
    cachedTokens: null,
    reasoningTokens: null,
    source: 'provider',
  },
  costNanoUsd: 105_000,
};
const running = (...children: CallView[]): RunView => ({
  ...emptyRun,
  answer: 'x'.repeat(401),
  steps: [
    {
      stepId: 's',
      name: 'Answer',
      status: 'running',
      startedAt: open.startedAt,
      ms: null,
      facts: [],
      error: null,
      children,
    },
  ],
});

test('four units of text are about a token', () => {
  expect([0, 1, 4, 401].map(roughTokens)).toEqual([0, 1, 1, 101]);
});

test('tokens times their price are whole nano-dollars; without a price nothing is known', () => {
  const price = { promptNanoUsd: 50_000_001, completionNanoUsd: 400_000_000 };
  expect(roughCost(price, { promptTokens: 1_000, completionTokens: 500 })).toBe(250_000);
  expect(
    roughCost({ promptNanoUsd: 0, completionNanoUsd: 0 }, { promptTokens: 9, completionTokens: 9 }),
  ).toBe(0);
  expect(roughCost(null, { promptTokens: 1, completionTokens: 1 })).toBeNull();
  expect(roughCost(undefined, { promptTokens: 1, completionTokens: 1 })).toBeNull();
});

test('an open call grows with the answer it writes; one that speaks to nobody does not', () => {
  expect(callAmounts(open, 400)).toEqual({
    usage: { promptTokens: 1_000, completionTokens: 100, totalTokens: 1_100, source: 'estimated' },
    costNanoUsd: 4_500_000,
  });
  expect(callAmounts({ ...open, callType: 'TOOL_USE' }, 400).usage?.completionTokens).toBe(0);
});

test('a call that is over is what was counted, or nothing where nothing was', () => {
  expect(callAmounts(counted, 400)).toEqual({ usage: counted.usage, costNanoUsd: 105_000 });
  expect(callAmounts({ ...open, status: 'error' }, 400)).toEqual({ usage: null, costNanoUsd: null });
});

test('a running total estimates what is open, adds what was counted and leaves out what was never sent', () => {
  const rejected: CallView = { ...open, callId: 'r', status: 'rejected' };
  expect(liveTotals(running(counted, open, rejected))).toEqual({
    llmCalls: 2,
    promptTokens: 1_010,
    completionTokens: 106,
    totalTokens: 1_116,
    costNanoUsd: 105_000 + 3_000_000 + 101 * 15_000,
    unpricedCalls: 0,
    estimatedCalls: 1,
  });
});

test('an answer that is over costs what the ledger says', () => {
  const totals = { ...noTotals, llmCalls: 9 };
  expect(liveTotals({ ...running(open), endedAt: open.startedAt, totals })).toBe(totals);
});

test('money is unknown only where no call has a price', () => {
  const { price: _, ...unpriced } = open;
  expect(knownCost(liveTotals(running(unpriced)))).toBeNull();
  expect(knownCost(liveTotals(running(unpriced, counted)))).toBe(105_000);
  expect(knownCost(noTotals)).toBe(0);
});
