import { expect, test } from 'vitest';
import { type CallView, emptyRun, type RunView, type StepView, type ToolView } from '#shared/runView.ts';
import { litNodes } from './litNodes.ts';

const call = (callId: string) => ({ kind: 'call', callId }) as CallView;
const tool = (toolId: string, reviewIds: string[] = []) => ({ kind: 'tool', toolId, reviewIds }) as ToolView;
const step = (name: StepView['name'], ...children: StepView['children']) => ({ name, children }) as StepView;
const source = (n: number, reviewId: string) => ({ n, reviewId }) as RunView['sources'][number];
const figure = (n: number, toolId?: string) => ({ n, toolId }) as RunView['figures'][number];

const view: RunView = {
  ...emptyRun,
  runId: 'r',
  steps: [
    step('Query Planning', call('plan')),
    step('RAG Retrieval', tool('t1', ['a', 'b']), call('retrieve'), tool('t2', ['b', 'c'])),
    step('Data Analysis', tool('t3'), call('group'), tool('t4')),
    step('Answer', call('write')),
  ],
  sources: [source(1, 'a'), source(2, 'b'), source(3, 'c')],
  figures: [figure(1, 't3'), figure(2, 't4'), figure(3)],
};
const lit = (sources: number[], figures: number[]) => [
  ...(litNodes(view, { runId: 'r', sources, figures }) ?? []),
];

test('a cited review lights what found it, with the call that asked for the search', () => {
  expect(lit([1], [])).toEqual(['t1', 'plan']);
  expect(lit([2], [])).toEqual(['t1', 'plan', 't2', 'retrieve']);
});

test('a figure lights what counted it; one that was read off the reviews lights nothing', () => {
  expect(lit([], [1])).toEqual(['t3', 'plan']);
  expect(lit([], [2])).toEqual(['t4', 'group']);
  expect(lit([], [3])).toEqual([]);
});

test('a sentence of another answer lights nothing here', () => {
  expect(litNodes(view, { runId: 'other', sources: [1], figures: [] })).toBeNull();
  expect(litNodes(view, null)).toBeNull();
});
