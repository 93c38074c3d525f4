import { describe, expect, test } from 'vitest';
import { modelError } from './modelError.ts';
import { ModelStreamError } from './modelStreamError.ts';

/** An error as the client throws it for an HTTP status. */
const httpError = (status: number, error: unknown, headers: Record<string, string> = {}) =>
  Object.assign(new Error(`${status} ${JSON.stringify(error)}`), {
    status,
    error,
    headers: new Headers(headers),
  });

describe('Retry-After', () => {
  const now = Date.parse('2026-01-15T12:00:00Z');
  test.each([
    ['2', 2_000],
    ['0', 0],
    ['1.5', 1_500],
    ['3600', 3_600_000],
    ['Thu, 15 Jan 2026 12:00:07 GMT', 7_000],
    ['Thu, 15 Jan 2026 11:00:00 GMT', 0],
    ['banana', null],
    ['banana 1', null],
    ['-5', null],
    ['1e9', null],
    ['Thu, 99 Jan 2026 12:00:07 GMT', null],
    ['', null],
  ])('%o is %o ms', (value, retryAfterMs) => {
    expect(modelError(httpError(429, {}, { 'retry-after': value }), now).retryAfterMs).toBe(retryAfterMs);
  });

  test('in milliseconds comes first', () => {
    const headers = { 'retry-after-ms': '1234', 'retry-after': '9' };
    expect(modelError(httpError(429, {}, headers), now).retryAfterMs).toBe(1_234);
  });
});

describe('what the provider said', () => {
  test('is quoted without keys and addresses, in one line, cut short', () => {
    const keys = `sk-proj-abc_123, Bearer abc.def, ${'A1'.repeat(20)}`;
    const message = `No: ${keys} at https://user:pass@host/v1\nor 10.0.0.1:80 <b>${'so '.repeat(300)}</b>`;
    const said = modelError(httpError(400, { message })).message;
    expect(said).toMatch(/refused the request\. It said: No: …, … … at … or … so so/);
    expect(said.length).toBeLessThan(400);
  });

  test('is not cut inside a character', () => {
    expect(modelError(httpError(400, { message: '😀'.repeat(400) })).message.isWellFormed()).toBe(true);
  });

  test('may be a bare string, or missing', () => {
    expect(modelError(httpError(400, 'bad things')).message).toContain('bad things');
    expect(modelError(httpError(400, undefined)).code).toBe('bad-request');
  });
});

test.each([
  ['a malformed piece', new SyntaxError('Unexpected token'), { code: 'protocol', retryable: false }],
  [
    'our own finding',
    new ModelStreamError('protocol', 'odd'),
    { code: 'protocol', message: 'odd', retryable: false },
  ],
  ['our own time limit', new ModelStreamError('timeout', 'late'), { code: 'timeout', retryable: true }],
  ['a bug of ours', new TypeError('undefined is not a function'), { code: 'internal', retryable: false }],
  ['no error at all', 'oops', { code: 'internal', retryable: false }],
  ['nothing', null, { code: 'internal', retryable: false }],
  ['an abort', new DOMException('x', 'AbortError'), { code: 'stopped', retryable: false }],
  ['a timeout', new DOMException('x', 'TimeoutError'), { code: 'timeout', retryable: true }],
  [
    'a wait for the head that Node gave up',
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'UND_ERR_HEADERS_TIMEOUT' }),
    }),
    { code: 'timeout', retryable: true },
  ],
  [
    'a bad certificate',
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    }),
    { code: 'connection', retryable: false },
  ],
  ['a cut socket', new TypeError('terminated'), { code: 'connection-lost', retryable: true }],
])('%s', (_, error, expected) => {
  expect(modelError(error)).toMatchObject({ status: null, parameter: null, ...expected });
});

test('an error that is its own cause comes to an end', () => {
  const error: Error & { cause?: unknown } = new Error('x');
  error.cause = error;
  expect(modelError(error).code).toBe('internal');
});
