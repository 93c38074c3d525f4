import { expect, test } from 'vitest';
import type { CallView, ToolView } from '#shared/runView.ts';
import { groupTools } from './groupTools.ts';

const tool = (toolId: string, name = 'search_reviews', status: ToolView['status'] = 'done'): ToolView => ({
  kind: 'tool',
  toolId,
  name,
  status,
  startedAt: '2026-01-01T00:00:00.000Z',
  ms: 5,
  facts: [],
});
const call = { kind: 'call', callId: 'k' } as CallView;

test('three uses of a tool in a row are one group, two are not, and the order stays', () => {
  const rows = groupTools([
    tool('a'),
    tool('b'),
    tool('c'),
    call,
    tool('d'),
    tool('e'),
    tool('f', 'count_reviews'),
  ]);
  expect(
    rows.map((row) => (row.kind === 'group' ? row.tools.map(({ toolId }) => toolId) : row.kind)),
  ).toEqual([['a', 'b', 'c'], 'call', 'tool', 'tool', 'tool']);
});

test('a group runs while one of its tools does, and failed if one did', () => {
  const statusOf = (...statuses: ToolView['status'][]) =>
    groupTools(statuses.map((status, at) => tool(String(at), 'search_reviews', status)))[0];
  expect(statusOf('done', 'running', 'error')).toMatchObject({ status: 'running' });
  expect(statusOf('done', 'error', 'stopped')).toMatchObject({ status: 'error' });
  expect(statusOf('done', 'done', 'done')).toMatchObject({ status: 'done' });
});
