import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createOfflineFetch } from './offlineFetch.ts';

const url = 'http://offline.invalid/v1/chat/completions';
const hello = [{ role: 'user', content: 'Hello' }];
const post = (body: unknown, init: RequestInit = {}, paceSeconds = 0) =>
  createOfflineFetch({ paceSeconds })(url, { method: 'POST', body: JSON.stringify(body), ...init });

/** Timers that are running, the test runner's own among them. */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

/** The chunks of an event stream, as a client reads them. */
async function chunksOf(response: Response): Promise<Record<string, never>[]> {
  const frames = (await response.text()).split('\n\n').filter((frame) => frame !== '');
  expect(frames.pop()).toBe('data: [DONE]');
  return frames.map((frame) => JSON.parse(frame.slice('data: '.length)));
}

test('a streamed answer comes word by word, then finish_reason, then the usage', async () => {
  const response = await post({ model: 'offline/writer', messages: hello, stream: true });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const chunks = await chunksOf(response);
  expect(chunks.length).toBeGreaterThan(20);
  expect(chunks.at(-2)).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] });
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } });

  const whole = await (await post({ model: 'offline/writer', messages: hello })).json();
  const streamed = chunks.flatMap(
    (chunk: { choices?: { delta: { content?: string } }[] }) => chunk.choices?.[0]?.delta.content ?? [],
  );
  expect(streamed.join('')).toBe(whole.choices[0].message.content);
  expect(chunks.at(-1)?.usage).toEqual(whole.usage);
  expect(whole.usage.total_tokens).toBe(whole.usage.prompt_tokens + whole.usage.completion_tokens);
});

test('the same request gets the same bytes', async () => {
  const body = { model: 'offline/writer', messages: hello, stream: true };
  expect(await (await post(body)).text()).toBe(await (await post(body)).text());
});

test('the token limit is kept and told', async () => {
  const { choices, usage } = await (
    await post({ model: 'offline/writer', messages: hello, max_tokens: 5 })
  ).json();
  expect(choices[0].finish_reason).toBe('length');
  expect(usage.completion_tokens).toBeLessThanOrEqual(5);
});

test('a retriever calls the tool it was given, and only then', async () => {
  const messages = [
    { role: 'system', content: 'Role: RAG Retrieval\nYou find reviews.' },
    {
      role: 'user',
      content: '<question>\nshipping?\n</question>\n<searches>\nshipping: 0 found\n</searches>',
    },
  ];
  const tools = [{ type: 'function', function: { name: 'search_reviews', parameters: {} } }];
  const chunks = await chunksOf(await post({ model: 'offline/retriever', messages, tools, stream: true }));
  expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
  expect(JSON.stringify(chunks)).toContain('{\\"query\\":\\"delivery ');
  const { choices } = await (await post({ model: 'offline/retriever', messages })).json();
  expect(choices[0]).toMatchObject({
    finish_reason: 'stop',
    message: { content: 'There is nothing to add.' },
  });
});

test('it lists its models, and refuses what it does not know in OpenAI’s words', async () => {
  const offlineFetch = createOfflineFetch({ paceSeconds: 0 });
  const { data } = await (await offlineFetch('http://offline.invalid/v1/models')).json();
  expect(data.map((model: { id: string }) => model.id)).toEqual([
    'offline/planner',
    'offline/retriever',
    'offline/analyst',
    'offline/writer',
  ]);
  expect(
    (await offlineFetch('http://offline.invalid/v1/embeddings', { method: 'POST', body: '{}' })).status,
  ).toBe(404);
  const broken = await offlineFetch(url, { method: 'POST', body: '{"model"' });
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({ error: { message: expect.any(String) } });
  expect((await post({ model: 'offline/writer', messages: [] })).status).toBe(400);
});

test('an abort ends a paced answer at once and leaves no listener or timer', async () => {
  const before = timers();
  const controller = new AbortController();
  const response = await post(
    { model: 'm', messages: hello, stream: true },
    { signal: controller.signal },
    3_600,
  );
  const reading = response.text();
  controller.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  await expect(post({ model: 'm', messages: hello }, { signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  expect(timers()).toBe(before);
});

test('a reader who cancels a paced answer leaves no timer either', async () => {
  const before = timers();
  const response = await post({ model: 'm', messages: hello, stream: true }, {}, 3_600);
  const reader = response.body?.getReader();
  const reading = reader?.read();
  await reader?.cancel();
  expect(await reading).toMatchObject({ done: true });
  // the pending wait hears of the cancel a moment later
  await new Promise(setImmediate);
  expect(timers()).toBe(before);
});

test('a finished answer leaves no listener on the caller’s signal', async () => {
  const controller = new AbortController();
  await (
    await post({ model: 'm', messages: hello, stream: true }, { signal: controller.signal }, 0.05)
  ).text();
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});
