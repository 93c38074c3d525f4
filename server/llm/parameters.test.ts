import { expect, test } from 'vitest';
import { requestParameters, type WantedParameters } from './parameters.ts';

const object = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
};
const want: WantedParameters = {
  maxOutputTokens: 500,
  temperature: 0.2,
  jsonSchema: { name: 'plan', schema: object },
  tools: [{ name: 'search', description: 'Finds reviews.', parameters: object }],
  reasoningEffort: 'minimal',
};
const ask = (provider: string, model: string, refused: string[] = [], wanted = want) =>
  requestParameters({ provider, model, want: wanted, refused: new Set(refused) });

test('a reasoning model of OpenAI: the new name of the limit, no temperature, the least effort', () => {
  expect(ask('openai', 'openai/gpt-5-nano')).toEqual({
    max_completion_tokens: 500,
    stream_options: { include_usage: true },
    reasoning_effort: 'minimal',
    response_format: { type: 'json_schema', json_schema: { name: 'plan', schema: object, strict: true } },
    tools: [{ type: 'function', function: want.tools?.[0] }],
  });
});

test('an unknown endpoint: the old name of the limit, and the rest is tried', () => {
  const fields = ask('127.0.0.1:11434', 'llama3.2');
  expect(fields).toMatchObject({
    max_tokens: 500,
    temperature: 0.2,
    response_format: { type: 'json_schema' },
  });
  expect(fields).not.toHaveProperty('reasoning_effort');
});

test.each([
  [
    'openai',
    'openai/gpt-4.1',
    { max_completion_tokens: 500, temperature: 0.2 },
    ['reasoning_effort', 'max_tokens'],
  ],
  ['openai', 'openai/gpt-5.1', { reasoning_effort: 'none' }, ['temperature']],
  ['openai', 'openai/gpt-5-chat-latest', { temperature: 0.2 }, ['reasoning_effort']],
  ['openai', 'openai/o4-mini', { reasoning_effort: 'low' }, ['temperature']],
  ['openai', 'openai/gpt-3.5-turbo', { response_format: { type: 'json_object' } }, []],
  ['openai', 'openai/gpt-4', {}, ['response_format']],
  [
    'anthropic',
    'anthropic/claude-sonnet-4.5',
    { max_tokens: 500, temperature: 0.2 },
    ['response_format', 'reasoning_effort'],
  ],
  ['openrouter', 'openai/gpt-5-nano', { max_tokens: 500, reasoning_effort: 'minimal' }, ['temperature']],
  ['openrouter', 'anthropic/claude-sonnet-4.5', { max_tokens: 500, temperature: 0.2 }, ['reasoning_effort']],
  ['api.deepseek.com', 'deepseek-chat', { response_format: { type: 'json_object' } }, []],
  ['offline', 'offline/writer', { max_tokens: 500, stream_options: { include_usage: true } }, []],
])('%s %s', (provider, model, has, lacks) => {
  const fields = ask(provider, model);
  expect(fields).toMatchObject(has);
  for (const name of lacks) expect(fields).not.toHaveProperty(name);
});

test('what was refused is left out, and the limit goes by its other name', () => {
  expect(ask('x', 'm', ['temperature', 'response_format', 'tools', 'stream_options', 'max_tokens'])).toEqual({
    max_completion_tokens: 500,
  });
  expect(ask('x', 'm', ['max_tokens', 'max_completion_tokens'])).not.toHaveProperty('max_completion_tokens');
});

test('what is not wanted is not sent', () => {
  expect(ask('openai', 'openai/gpt-5-nano', [], { maxOutputTokens: 9 })).toEqual({
    max_completion_tokens: 9,
    stream_options: { include_usage: true },
    reasoning_effort: 'low',
  });
});

test('a schema with optional fields is sent, but not as a strict one', () => {
  const loose = {
    ...object,
    properties: { a: { type: 'object', properties: { b: {} }, additionalProperties: false } },
  };
  const fields = ask('openai', 'openai/gpt-4.1', [], {
    ...want,
    jsonSchema: { name: 'plan', schema: loose },
  });
  expect(fields).toMatchObject({ response_format: { json_schema: { strict: false } } });
});
