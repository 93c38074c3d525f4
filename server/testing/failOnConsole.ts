import { afterEach, beforeEach, expect, vi } from 'vitest';

// a stray complaint on the console is a bug that nobody has looked at yet
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls, 'stray console.error').toEqual([]);
  expect(vi.mocked(console.warn).mock.calls, 'stray console.warn').toEqual([]);
  vi.restoreAllMocks();
});
