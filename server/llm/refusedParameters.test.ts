import { expect, test } from 'vitest';
import { createRefusedParameters, refusedParameter } from './refusedParameters.ts';

// the words that providers use, one line each
test.each([
  [
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    'max_tokens',
  ],
  ['Unrecognized request argument supplied: max_completion_tokens', 'max_completion_tokens'],
  [
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    'temperature',
  ],
  ['`temperature` is deprecated for this model.', 'temperature'],
  ['This response_format type is unavailable now', 'response_format'],
  ["Invalid schema for response_format 'plan': additionalProperties is required", 'response_format'],
  ['model does not support structured outputs', 'response_format'],
  ["Extra inputs are not permitted: 'stream_options'", 'stream_options'],
  ["unknown field 'reasoning_effort'", 'reasoning_effort'],
  ['registry.ollama.ai/library/gemma:2b does not support tools', 'tools'],
  ['"auto" tool choice is not supported; start the server with --enable-auto-tool-choice', 'tools'],
  ["This model's maximum context length is 8192 tokens. Reduce max_tokens or the messages.", null],
  ['max_tokens is too large: 99999', null],
  ['Your organization must be verified to stream this model.', null],
  ['', null],
])('%s', (message, parameter) => {
  expect(refusedParameter({ status: 400, message })).toBe(parameter);
});

test('the name that the body gives comes first', () => {
  const message = 'Unsupported value with tools';
  expect(refusedParameter({ status: 400, message, body: { param: 'temperature' } })).toBe('temperature');
  expect(refusedParameter({ status: 400, message, body: { param: 'stream' } })).toBeNull();
});

test('the code of the body says that it is a refusal', () => {
  const body = { code: 'unsupported_parameter', param: 'reasoning_effort' };
  expect(refusedParameter({ status: 400, message: 'no', body })).toBe('reasoning_effort');
});

test.each([[200], [404], [429], [500], [null]])('status %s refuses no parameter', (status) => {
  expect(refusedParameter({ status, message: "Unsupported parameter: 'temperature'" })).toBeNull();
});

test('422 does, where the body is checked against a schema', () => {
  expect(refusedParameter({ status: 422, message: 'temperature: Extra inputs are not permitted' })).toBe(
    'temperature',
  );
});

test('what was refused is remembered for that model at that provider', () => {
  const refused = createRefusedParameters();
  refused.remember('openai', 'openai/o3', 'temperature');
  refused.remember('openai', 'openai/o3', 'tools');
  expect([...refused.of('openai', 'openai/o3')]).toEqual(['temperature', 'tools']);
  expect([...refused.of('openai', 'openai/gpt-4o')]).toEqual([]);
  expect([...refused.of('openrouter', 'openai/o3')]).toEqual([]);
});
