import { expect, test } from 'vitest';
import { type ChatEvent, chatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun } from '#shared/runView.ts';
import { withoutTexts } from './withoutTexts.ts';

const head = { v: 1, runId: 'run-1', at: '2026-11-27T00:00:00.000Z' } as const;
const canary = 'kanari7421';
const usage = {
  promptTokens: 3,
  completionTokens: 2,
  totalTokens: 5,
  cachedTokens: null,
  reasoningTokens: null,
  source: 'estimated',
} as const;
const totals = {
  llmCalls: 1,
  promptTokens: 3,
  completionTokens: 2,
  totalTokens: 5,
  costNanoUsd: 7,
  unpricedCalls: 0,
  estimatedCalls: 1,
};
const call = { callId: 'call-1', ms: 4 };
const answer = `It is ${canary}, 41 of 147 say so [1].`;
type Said = ChatEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'v' | 'runId' | 'at' | 'seq'>
    : never
  : never;

/** One event of every type, with a text wherever one can stand. */
const said: Said[] = [
  { type: 'run-start', sessionId: 's', companyId: 'c', userId: 'u', question: canary, attempt: 1 },
  { type: 'status', phase: 'retrieving', message: 'Retrieving 15 reviews...' },
  { type: 'step-start', stepId: 'step-1', name: 'RAG Retrieval' },
  {
    type: 'tool-start',
    toolId: 'tool-1',
    stepId: 'step-1',
    name: 'search_reviews',
    facts: [{ label: 'Query', value: canary }],
  },
  {
    type: 'tool-end',
    toolId: 'tool-1',
    status: 'done',
    facts: [
      { label: 'Found', value: '15' },
      { label: 'Counted', value: '1,041, 3 of 147 reviews' },
      { label: 'Counted', value: `41 of ${canary}` },
    ],
    ms: 2,
    reviewIds: ['r1'],
  },
  {
    type: 'call-start',
    ...call,
    stepId: 'step-1',
    role: 'Answer',
    model: 'm',
    provider: 'p',
    callType: 'CHAT',
    attempt: 1,
    estimatedPromptTokens: 3,
    price: { promptNanoUsd: 1, completionNanoUsd: 2 },
  },
  { type: 'call-first-token', ...call },
  {
    type: 'call-end',
    ...call,
    status: 'error',
    usage,
    costNanoUsd: 7,
    preview: canary,
    finishReason: 'stop',
    error: { code: 'bad-request', message: `The model provider refused the request. It said: ${canary}` },
  },
  {
    type: 'scope',
    scope: { output: 'count', filters: { terms: canary, products: [canary] }, searches: [canary] },
  },
  {
    type: 'figures',
    figures: [
      { n: 1, kind: 'count', text: canary, label: canary, count: 41, base: 147, average: null, filter: {} },
    ],
  },
  {
    type: 'sources',
    reviews: [
      { n: 1, reviewId: 'r1', text: canary, rating: 5, product: canary, source: null, reviewedAt: null },
    ],
  },
  { type: 'answer-start', callId: null },
  { type: 'answer-delta', offset: 0, text: answer.slice(0, 10) },
  { type: 'run-resume', attempt: 2 },
  { type: 'answer-delta', offset: 0, text: answer.slice(0, 12) },
  { type: 'answer-delta', offset: 12, text: answer.slice(12) },
  { type: 'answer-check', offset: 3, length: 9, kind: 'count', verdict: 'wrong', detail: canary, figure: 1 },
  { type: 'answer-end', length: answer.length, finishReason: 'stop' },
  {
    type: 'step-end',
    stepId: 'step-1',
    status: 'error',
    facts: [{ label: 'Themes', value: canary }],
    ms: 9,
    error: { code: 'internal', message: 'Something went wrong.' },
  },
  {
    type: 'budget',
    budgetId: 1,
    level: 80,
    scope: 'company',
    measure: 'cost',
    used: 8,
    limit: 10,
    resetsAt: null,
    message: '80 % of the budget is used.',
  },
  { type: 'totals', totals },
  {
    type: 'run-end',
    status: 'failed',
    totals,
    ms: 12,
    message: answer,
    error: { code: 'internal', message: 'Something went wrong.', incidentId: 'i', retryable: true },
    stop: { stoppedCalls: 1, afterMs: 3 },
  },
];
const events = said.map((event, index) => ({ ...head, seq: index + 1, ...event }) as ChatEvent);
const fold = (list: readonly ChatEvent[]) => list.reduce(foldRun, emptyRun);

test('no text is left in any event; each is still one that can be read, of the same type and number', () => {
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(chatEvent.options.map((option) => option.shape.type.value)),
  );
  const emptied = events.map(withoutTexts);
  expect(JSON.stringify(emptied)).not.toContain(canary);
  expect(emptied.map(({ type, seq }) => [type, seq])).toEqual(events.map(({ type, seq }) => [type, seq]));
  for (const event of emptied) expect(chatEvent.safeParse(event).error).toBeUndefined();
});

test('the fold of emptied events is the emptied fold, byte for byte, at every moment', () => {
  for (let end = 1; end <= events.length; end++) {
    const some = events.slice(0, end);
    expect(JSON.stringify(fold(some.map(withoutTexts)))).toBe(JSON.stringify(withoutTexts(fold(some))));
  }
});

test('figures, nodes, and sentences of our own stay', () => {
  const { steps, totals: sums, budgets, error } = withoutTexts(fold(events));
  expect({ steps, sums, budgets, error }).toMatchObject({
    steps: [
      {
        name: 'RAG Retrieval',
        facts: [{ label: 'Themes', value: 'removed' }],
        children: [
          {
            name: 'search_reviews',
            reviewIds: ['r1'],
            facts: [
              { label: 'Query', value: 'removed' },
              { label: 'Found', value: '15' },
              { label: 'Counted', value: '1,041, 3 of 147 reviews' },
              { label: 'Counted', value: 'removed' },
            ],
          },
          {
            usage,
            costNanoUsd: 7,
            price: { promptNanoUsd: 1, completionNanoUsd: 2 },
            error: { code: 'bad-request', message: 'The model provider refused the request.' },
          },
        ],
      },
    ],
    sums: totals,
    budgets: [{ message: '80 % of the budget is used.' }],
    error: { message: 'Something went wrong.', incidentId: 'i' },
  });
  expect(withoutTexts(withoutTexts(fold(events)))).toEqual(withoutTexts(fold(events)));
});
