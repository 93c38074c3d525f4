import { expect, test } from 'vitest';
import { testApp } from '#server/testing/testApp.ts';

async function openStream(url: string): Promise<Response> {
  const sent = await fetch(`${url}/trpc/chat.send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'Hello' }),
  });
  const { result } = await sent.json();
  const input = encodeURIComponent(JSON.stringify({ runId: result.data.runId }));
  return fetch(`${url}/trpc/chat.stream?input=${input}`);
}

test('an event stream says first how soon to come back, then everything that happens, and ends', async () => {
  await using test = await testApp();
  const stream = await openStream(test.url);
  expect(stream.status).toBe(200);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.headers.get('x-accel-buffering')).toBe('no');
  const text = await stream.text();
  expect(text.startsWith('retry: 200\n\n')).toBe(true);
  expect(text.match(/"type":"run-(start|end)"/g)).toEqual(['"type":"run-start"', '"type":"run-end"']);
  expect(test.app.services.chat.followers()).toBe(0);
});

test('a reader that leaves in the middle is let go of', async () => {
  await using test = await testApp({ env: { OFFLINE_PACE: '30' } });
  const stream = await openStream(test.url);
  const reader = stream.body?.getReader();
  await reader?.read();
  await expect.poll(() => test.app.services.chat.followers()).toBe(1);
  await reader?.cancel();
  await expect.poll(() => test.app.services.chat.followers()).toBe(0);
});
