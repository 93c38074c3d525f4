import { describe, expect, test } from 'vitest';
import { AppError } from '../appError.ts';
import { chooseEndpoints } from './endpoints.ts';

test('without any variable the offline engine plays every role', () => {
  const { kind, models, routeOf } = chooseEndpoints({});
  expect(kind).toBe('offline');
  expect(models).toEqual({
    planner: 'offline/planner',
    retriever: 'offline/retriever',
    analyst: 'offline/analyst',
    writer: 'offline/writer',
    embedding: null,
  });
  expect(routeOf('offline/writer')).toMatchObject({
    provider: 'offline',
    apiKey: '',
    upstreamName: 'offline/writer',
  });
});

describe('defaults', () => {
  test.each([
    [{ OPENROUTER_API_KEY: 'r' }, 'openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5'],
    [{ OPENROUTER_API_KEY: 'r', OPENAI_API_KEY: 'o' }, 'openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5'],
    [{ OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a' }, 'openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5'],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }, 'openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5'],
    [{ OPENAI_API_KEY: 'o' }, 'openai/gpt-4.1-mini', 'openai/gpt-4.1'],
    [{ ANTHROPIC_API_KEY: 'a' }, 'anthropic/claude-haiku-4.5', 'anthropic/claude-sonnet-4.5'],
  ])('of %o are a small and a large model', (env, small, large) => {
    const { models, routeOf } = chooseEndpoints(env);
    expect(models).toEqual({
      planner: small,
      analyst: small,
      retriever: large,
      writer: large,
      embedding: null,
    });
    expect(() => [routeOf(small), routeOf(large)]).not.toThrow();
  });

  test('give way to MODEL, and MODEL to the variable of the role', () => {
    const env = {
      OPENAI_API_KEY: 'o',
      MODEL: 'openai/a',
      MODEL_WRITER: 'openai/b',
      MODEL_EMBEDDING: 'openai/e',
    };
    const { models, chosen } = chooseEndpoints(env);
    expect(models).toEqual({
      planner: 'openai/a',
      retriever: 'openai/a',
      analyst: 'openai/a',
      writer: 'openai/b',
      embedding: 'openai/e',
    });
    expect(chosen).toContainEqual({ variable: 'MODEL_WRITER', model: 'openai/b' });
  });
});

describe('routes', () => {
  const keys = { OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a', OPENROUTER_API_KEY: 'r' };
  test.each([
    [
      'openai/gpt-5-nano',
      { provider: 'openai', baseURL: 'https://api.openai.com/v1', apiKey: 'o', upstreamName: 'gpt-5-nano' },
    ],
    [
      'anthropic/claude-sonnet-4.5',
      {
        provider: 'anthropic',
        baseURL: 'https://api.anthropic.com/v1/',
        apiKey: 'a',
        upstreamName: 'claude-sonnet-4-5',
      },
    ],
    [
      'anthropic/claude-sonnet-4-5-20250929',
      { provider: 'anthropic', upstreamName: 'claude-sonnet-4-5-20250929' },
    ],
    [
      'google/gemini-2.5-pro',
      {
        provider: 'openrouter',
        baseURL: 'https://openrouter.ai/api/v1',
        apiKey: 'r',
        upstreamName: 'google/gemini-2.5-pro',
      },
    ],
  ])('with every key, %s goes to its vendor, else to OpenRouter', (model, route) => {
    expect(chooseEndpoints(keys).routeOf(model)).toMatchObject(route);
  });

  test('a base URL takes every id as it is written', () => {
    const { routeOf } = chooseEndpoints({ ...keys, OPENAI_BASE_URL: 'http://localhost:11434/v1' });
    expect(routeOf('anthropic/claude-sonnet-4.5')).toMatchObject({
      provider: 'localhost:11434',
      apiKey: 'o',
      upstreamName: 'anthropic/claude-sonnet-4.5',
    });
  });

  test.each([['http://user:canary@localhost/v1'], ['localhost']])(
    'a base URL of %s is refused unseen',
    (url) => {
      const choose = () => chooseEndpoints({ OPENAI_BASE_URL: url });
      expect(choose).toThrow(AppError);
      expect(choose).not.toThrow('canary');
    },
  );

  test('a base URL of a known vendor goes by its name', () => {
    expect(chooseEndpoints({ OPENAI_BASE_URL: 'https://openrouter.ai/api/v1' }).routeOf('a/b').provider).toBe(
      'openrouter',
    );
    expect(chooseEndpoints({ OPENAI_BASE_URL: 'https://api.groq.com/openai/v1' }).routeOf('x').provider).toBe(
      'api.groq.com',
    );
  });

  test('an id without a vendor goes to the only vendor there is', () => {
    expect(chooseEndpoints({ OPENAI_API_KEY: 'o' }).routeOf('gpt-4o')).toMatchObject({
      provider: 'openai',
      upstreamName: 'gpt-4o',
    });
  });

  test('an id that no key reaches says which key would', () => {
    const { routeOf } = chooseEndpoints({ OPENAI_API_KEY: 'o' });
    expect(() => routeOf('anthropic/claude-sonnet-4.5')).toThrow(AppError);
    expect(() => routeOf('anthropic/claude-sonnet-4.5')).toThrow(
      'Set ANTHROPIC_API_KEY or OPENROUTER_API_KEY.',
    );
  });
});
