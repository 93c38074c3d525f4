import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

test('nothing set is a whole configuration', () => {
  expect(readEnv({})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 8000,
    DATA_DIR: '.data',
    AUTH: 'off',
    OFFLINE_PACE: 4,
  });
  expect(readEnv({ OPENAI_API_KEY: '  ' }).OPENAI_API_KEY).toBeUndefined();
});

test('every wrong variable is named at once', () => {
  const wrong = { PORT: 'eighty', HOST: '0.0.0.0', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' };
  expect(() => readEnv(wrong)).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*LOG_LEVEL/);
  expect(() => readEnv({ HOST: '0.0.0.0' })).toThrow(/HOST/);
  expect(() => readEnv({ AUTH: 'on' })).toThrow(/AUTH/);
});
