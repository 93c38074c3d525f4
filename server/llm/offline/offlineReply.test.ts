import { expect, test } from 'vitest';
import { offlineReply } from './offlineReply.ts';

const reply = (role: string, content: string) =>
  offlineReply([
    { role: 'system', content: `Role: ${role}\nDo your part.` },
    { role: 'user', content },
  ]);

test('the first line of the instructions says whose turn it is', () => {
  const prompt =
    '<question>\nWhat about shipping?\n</question>\nFilter: reviews\n<searches>\nshipping: 0 found\n</searches>';
  expect(JSON.parse(reply('Query Planning', prompt).text)).toHaveProperty('searches');
  expect(JSON.parse(reply('Data Analysis', prompt).text)).toEqual({ themes: [] });
  expect(reply('RAG Retrieval', prompt)).toMatchObject({
    text: '',
    toolCalls: [{ name: 'search_reviews', arguments: { query: expect.stringContaining('delivery') } }],
  });
  expect(reply('Answer', '<question>\nhello\n</question>').text).toMatch(/^Hello!/);
});

test('the parts of a run share its pace', () => {
  const roles = ['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'];
  expect(roles.reduce((sum, role) => sum + reply(role, 'hello').share, 0)).toBeCloseTo(1);
});
