import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf } from './curlOf.ts';
import { sentRequest } from './sentRequest.ts';

const stored = {
  model: 'gpt-5-nano',
  stream: true,
  instructions: 'You are careful.',
  messages: [{ role: 'user', content: 'It’s "$HOME" and `id`; don\'t run \\ me\n👍' }],
};

/** What a shell would hand to curl. */
const argumentsOf = (command: string): string[] =>
  JSON.parse(
    execFileSync(
      'sh',
      ['-c', command.replace('curl', '"$NODE" -p "JSON.stringify(process.argv.slice(1))" --')],
      {
        env: {
          NODE: process.execPath,
          OPENAI_API_KEY: 'of the reader',
          OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
        },
        encoding: 'utf8',
      },
    ),
  );

test('a shell hands curl exactly the request that was sent, whatever its text', () => {
  const request = sentRequest(stored);
  if (!request) throw new Error('this is a request');
  const [url, , authorization, , , , body = ''] = argumentsOf(curlOf('127.0.0.1:1234', request));
  expect(url).toBe('http://127.0.0.1:1/v1/chat/completions');
  expect(authorization).toBe('Authorization: Bearer of the reader');
  expect(JSON.parse(body)).toEqual({
    model: 'gpt-5-nano',
    stream: true,
    messages: [{ role: 'system', content: 'You are careful.' }, ...stored.messages],
  });
});

test('known providers are named by their address, and no key is ever in it', () => {
  const request = sentRequest(stored);
  if (!request) throw new Error('this is a request');
  expect(curlOf('openrouter', request)).toContain(
    'curl "https://openrouter.ai/api/v1/chat/completions" \\\n  -H "Authorization: Bearer $OPENROUTER_API_KEY"',
  );
});
