import { expect, test } from 'vitest';
import type { SessionRun } from '#shared/session.ts';
import { turnsOf } from './turnsOf.ts';

const run = (runId: string, replaces: string | null = null): SessionRun => ({
  runId,
  replaces,
  question: runId,
  status: 'done',
  createdAt: '',
  view: null,
  scope: null,
});
const idsOf = (runs: SessionRun[]) => turnsOf(runs).map(({ versions }) => versions.map(({ runId }) => runId));

test('a run that replaces another is a version of the same turn, however often', () => {
  expect(idsOf([run('a'), run('b'), run('c', 'b'), run('d', 'c'), run('e')])).toEqual([
    ['a'],
    ['b', 'c', 'd'],
    ['e'],
  ]);
});

test('a run whose predecessor is not there stands for itself', () => {
  expect(idsOf([run('b', 'gone')])).toEqual([['b']]);
});
