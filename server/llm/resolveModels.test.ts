import { expect, test } from 'vitest';
import { chooseEndpoints, type ModelVariables } from './endpoints.ts';
import { resolveModels } from './resolveModels.ts';

const own = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
const resolve = (env: ModelVariables, ids: string[]) => resolveModels(chooseEndpoints(env), async () => ids);

test('defaults that an endpoint of one’s own lists stay', async () => {
  const { models, errors } = await resolve(own, ['openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5']);
  expect(models).toMatchObject({ planner: 'openai/gpt-5-nano', writer: 'anthropic/claude-sonnet-4.5' });
  expect(errors).toEqual([]);
});

test('defaults stay when it lists nothing', async () => {
  const { models, warnings, notReady } = await resolve(own, []);
  expect(models.planner).toBe('openai/gpt-5-nano');
  expect({ warnings, notReady }).toEqual({ warnings: [], notReady: null });
});

test('defaults that it lacks give way to its first model that makes no vectors', async () => {
  const { models } = await resolve(own, ['nomic-embed-text:latest', 'llama3.2:latest', 'qwen3:8b']);
  expect(models).toMatchObject({ planner: 'llama3.2:latest', writer: 'llama3.2:latest', embedding: null });
});

test('a role that was set stays while the others give way', async () => {
  const { models, errors } = await resolve({ ...own, MODEL_WRITER: 'qwen3:8b' }, [
    'llama3.2:latest',
    'qwen3:8b',
  ]);
  expect(models).toMatchObject({ planner: 'llama3.2:latest', writer: 'qwen3:8b' });
  expect(errors).toEqual([]);
});

test('a role set to what the endpoint does not list is an error, for each variable', async () => {
  const { errors } = await resolve({ ...own, MODEL_WRITER: 'nope', MODEL_EMBEDDING: 'no-vectors' }, [
    'llama3.2:latest',
  ]);
  expect(errors).toEqual([
    'MODEL_WRITER is set to nope, which 127.0.0.1:9 does not offer.',
    'MODEL_EMBEDDING is set to no-vectors, which 127.0.0.1:9 does not offer.',
  ]);
});

test.each([
  [{ ...own, MODEL: 'llama3.2' }, 'llama3.2:latest'],
  [{ ANTHROPIC_API_KEY: 'a', MODEL: 'anthropic/claude-sonnet-4.5' }, 'claude-sonnet-4-5-20250929'],
  [{ ANTHROPIC_API_KEY: 'a', MODEL: 'anthropic/claude-3-5-sonnet-latest' }, 'claude-3-5-sonnet-20241022'],
  [{ OPENROUTER_API_KEY: 'r', MODEL: 'openai/gpt-5-nano:floor' }, 'openai/gpt-5-nano'],
])('%o is what is listed as %s', async (env, listed) => {
  expect((await resolve(env, [listed])).errors).toEqual([]);
});

test('a name is not taken for a longer one', async () => {
  expect(
    (await resolve({ OPENAI_API_KEY: 'o', MODEL: 'openai/gpt-4' }, ['gpt-4o', 'gpt-4-turbo'])).errors,
  ).toHaveLength(1);
});

test('an endpoint that can not be asked is warned about and said by readyz, and stops nothing', async () => {
  const resolved = await resolveModels(chooseEndpoints({ ...own, MODEL: 'm' }), async () => {
    throw Object.assign(new Error('401 Incorrect API key provided: sk-canary'), { status: 401 });
  });
  expect(resolved).toEqual({
    models: { planner: 'm', retriever: 'm', analyst: 'm', writer: 'm', embedding: null },
    warnings: [
      'The models of 127.0.0.1:9 could not be listed: The model provider did not accept the API key. Check the key that is set.',
    ],
    notReady:
      'models of 127.0.0.1:9: The model provider did not accept the API key. Check the key that is set.',
    errors: [],
  });
});

test('each endpoint is asked once', async () => {
  const asked: string[] = [];
  await resolveModels(
    chooseEndpoints({ OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a' }),
    async ({ provider }) => {
      asked.push(provider);
      return [];
    },
  );
  expect(asked.toSorted()).toEqual(['anthropic', 'openai']);
});

test('a model that no key reaches stops the start with the key that is missing', async () => {
  const { errors } = await resolve({ OPENAI_API_KEY: 'o', MODEL_WRITER: 'anthropic/claude-sonnet-4.5' }, []);
  expect(errors).toEqual([expect.stringContaining('Set ANTHROPIC_API_KEY')]);
});

test('a model without any endpoint is said to have no effect', async () => {
  expect(await resolve({ MODEL: 'openai/gpt-5' }, [])).toMatchObject({
    models: { writer: 'offline/writer' },
    warnings: [expect.stringMatching(/^MODEL has no effect/)],
    errors: [],
  });
});
