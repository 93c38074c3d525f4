import { expect, test } from 'vitest';
import { scriptedModel } from './scriptedModel.ts';
import {
  afterwards,
  answersJson,
  callsTool,
  cutsAfter,
  fails,
  forRole,
  hangsAfter,
  plans,
  says,
} from './scriptStep.ts';

interface Asked {
  role?: string;
  content?: string;
  stream?: boolean;
  signal?: AbortSignal;
}

const ask = (
  url: string,
  { role = 'Answer', content = 'Why?', stream = true, signal }: Asked = {},
): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'test/model',
      messages: [
        { role: 'system', content: `Role: ${role}\nDo it.` },
        { role: 'user', content },
      ],
      stream,
      stream_options: { include_usage: true },
    }),
    ...(signal ? { signal } : {}),
  });

const chunksOf = (body: string) =>
  body
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)));
const textOf = (body: string): string =>
  chunksOf(body)
    .map((chunk) => chunk.choices[0]?.delta.content ?? '')
    .join('');

test('answers step by step, records the requests, and is done', async () => {
  await using model = await scriptedModel([says('First words.'), says(['Sec', 'ond'])]);
  const first = await (await ask(model.url, { content: 'One?' })).text();
  expect(textOf(first)).toBe('First words.');
  expect(chunksOf(first).at(-2).choices[0].finish_reason).toBe('stop');
  expect(chunksOf(first).at(-1).usage).toEqual({ prompt_tokens: 6, completion_tokens: 3, total_tokens: 9 });
  const second = chunksOf(await (await ask(model.url)).text());
  expect(second.flatMap((chunk) => chunk.choices[0]?.delta.content || [])).toEqual(['Sec', 'ond']);
  expect(model.requests.map(({ question, role }) => [question, role])).toEqual([
    ['One?', 'Answer'],
    ['Why?', 'Answer'],
  ]);
  expect(model.requests.some((request) => request.isAbandoned)).toBe(false);
  expect(() => model.assertDone()).not.toThrow();
});

test('gives steps to the roles they are for, whatever the order of arrival', async () => {
  await using model = await scriptedModel([
    plans({ intent: 'Counting' }),
    forRole('RAG Retrieval', callsTool('search_reviews', { query: 'battery' })),
    forRole('Answer', says('Done.')),
  ]);
  const answer = await (await ask(model.url, { stream: false })).json();
  expect(answer.choices[0].message.content).toBe('Done.');
  const tool = await (await ask(model.url, { role: 'RAG Retrieval', stream: false })).json();
  expect(tool.choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: { tool_calls: [{ function: { name: 'search_reviews', arguments: '{"query":"battery"}' } }] },
  });
  const plan = await (await ask(model.url, { role: 'Query Planning' })).text();
  expect(JSON.parse(textOf(plan))).toMatchObject({
    intent: 'Counting',
    output: 'cited_summary',
    reply: null,
  });
  expect(model.unused()).toEqual([]);
});

test('refuses a call that no step is for, and tells of it and of what is left', async () => {
  await using model = await scriptedModel([forRole('Data Analysis', answersJson({ themes: [] }))]);
  const response = await ask(model.url, { content: 'Surprise' });
  expect(response.status).toBe(500);
  expect((await response.json()).error.message).toContain('Surprise');
  expect(model.unused()).toHaveLength(1);
  expect(() => model.assertDone()).toThrow(/unexpected call: .*role Answer, "Surprise"\nunused step: /);
});

test('a step may be made from the request, and may wait', async () => {
  const gate = Promise.withResolvers<void>();
  await using model = await scriptedModel([
    (request) => says(`You said ${request.question}`),
    afterwards(gate.promise, says('At last.')),
  ]);
  expect(textOf(await (await ask(model.url, { content: 'hello' })).text())).toBe('You said hello');
  let isAnswered = false;
  const late = ask(model.url).then((response) => {
    isAnswered = true;
    return response.text();
  });
  await expect.poll(() => model.requests).toHaveLength(2);
  expect(isAnswered).toBe(false);
  gate.resolve();
  expect(textOf(await late)).toBe('At last.');
});

test('fails with a status, cuts by a reset, hangs until the caller goes', async () => {
  await using model = await scriptedModel([
    fails(429, { 'retry-after': '2' }),
    cutsAfter('Half of'),
    hangsAfter('Based on'),
  ]);
  const failed = await ask(model.url);
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([429, '2']);
  await failed.text();
  await expect(ask(model.url).then((response) => response.text())).rejects.toThrow('terminated');
  const stop = new AbortController();
  const hanging = await ask(model.url, { signal: stop.signal });
  const reader = hanging.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('data: ');
  stop.abort();
  await expect.poll(() => model.requests.at(-1)?.isAbandoned).toBe(true);
  expect(() => model.assertDone()).not.toThrow();
});

test('a step that throws is told, not swallowed', async () => {
  await using model = await scriptedModel([
    () => {
      throw new Error('no such review');
    },
  ]);
  await expect(ask(model.url)).rejects.toThrow('fetch failed');
  expect(() => model.assertDone()).toThrow('the step failed: Error: no such review');
});

test('lists models without taking a step; closing frees the port', async () => {
  const model = await scriptedModel([says('Hi')], ['test/model']);
  expect(await (await fetch(`${model.url}/models`)).json()).toMatchObject({ data: [{ id: 'test/model' }] });
  expect(model.unused()).toHaveLength(1);
  await model.close();
  await expect(fetch(`${model.url}/models`)).rejects.toThrow('fetch failed');
});
