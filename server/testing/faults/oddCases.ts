import { type InputCase, json, type KnownIds } from './inputCase.ts';
import type { PlainRequest } from './plainRequest.ts';

/** Requests that are wrong in ways of their own: batches, addresses, names of the language, places in a stream. */
export function oddCases(known: KnownIds): InputCase[] {
  return [
    ...batches().map(([input, request]) => of('batches', input, request, 'trpc')),
    ...addresses.map(([input, path]) =>
      of('addresses', input, { method: 'GET', path }, path.startsWith('/trpc/') ? 'trpc' : 'rest'),
    ),
    ...names.map((name) => of('procedure names', name, { method: 'GET', path: `/trpc/${name}` }, 'trpc')),
    ...names.map((name) =>
      of(
        'procedure names',
        `POST ${name}`,
        { method: 'POST', path: `/trpc/${name}`, headers: json, body: '{}' },
        'trpc',
      ),
    ),
    ...places.flatMap(([input, lastEventId]) => placeCases(known.runId, input, lastEventId)),
  ];
}

function of(
  target: string,
  input: string,
  request: PlainRequest,
  words: InputCase['words'],
  expected: InputCase['expected'] = 'refused',
): InputCase {
  return { target, input, request, words, expected };
}

function batches(): [name: string, request: PlainRequest][] {
  const many = (count: number, name: string) => Array.from({ length: count }, () => name).join(',');
  const get = (path: string): PlainRequest => ({ method: 'GET', path });
  return [
    ['11 calls', get(`/trpc/${many(11, 'system.status')}?batch=1&input=%7B%7D`)],
    ['2,000 calls', get(`/trpc/${many(2_000, 'a')}?batch=1&input=%7B%7D`)],
    ['a batch of nothing', get('/trpc/?batch=1&input=%7B%7D')],
    ['a batch whose input is a list', get('/trpc/sessions.get,sessions.get?batch=1&input=%5B1%5D')],
    ['a batch without input', get('/trpc/sessions.get,sessions.get?batch=1')],
    [
      'a batch of mutations by GET',
      get('/trpc/chat.send,chat.send?batch=1&input=%7B%220%22%3A%7B%22message%22%3A%22Hello%22%7D%7D'),
    ],
    [
      'a batch with a key __proto__',
      { method: 'POST', path: '/trpc/chat.stop?batch=1', headers: json, body: '{"__proto__":{"runId":"a"}}' },
    ],
    [
      '3,000 calls in a body',
      {
        method: 'POST',
        path: `/trpc/${many(400, 'chat.stop')}?batch=1`,
        headers: json,
        body: JSON.stringify(Array.from({ length: 3_000 }, () => ({ runId: 'a' }))),
      },
    ],
  ];
}

const addresses: readonly [name: string, path: string][] = [
  ['nothing there', '/nope'],
  ['a lone percent sign', '/api/v1/runs/%'],
  ['a wrong escape', '/api/v1/runs/%zz'],
  ['half a character', '/api/v1/runs/%ff'],
  ['10 kB in the path', `/api/v1/runs/${'x'.repeat(10_000)}`],
  ['3,000 calls in the address', `/trpc/${'system.status,'.repeat(3_000)}?batch=1`],
  ['up and out', '/assets/..%2f..%2fpackage.json'],
  ['two slashes', '//evil.example/healthz'],
  ['__proto__', '/__proto__'],
];

const names = [
  'nope',
  '__proto__',
  'constructor',
  'toString',
  'chat',
  'chat.__proto__',
  'chat.send.constructor',
  '%00',
  '%2e%2e',
  'chat..send',
];

const places: readonly [name: string, lastEventId: string][] = [
  ['0', '0'],
  ['-1', '-1'],
  ['far above the last', '999999999'],
  ['20 digits', '99999999999999999999'],
  ['SQL', 'DROP TABLE run_events'],
  ['empty', ''],
  ['a fraction', '1.5'],
  ['hexadecimal', '0x10'],
  ['Arabic digits', '\u0663'],
  ['Infinity', 'Infinity'],
  ['__proto__', '__proto__'],
  ['10 kB', 'x'.repeat(10_000)],
];

/** A place in a run's stream, in the input and (where a header can say it) as the header that beats it. */
function placeCases(runId: string, input: string, lastEventId: string): InputCase[] {
  const path = (value: unknown) => `/trpc/chat.stream?input=${encodeURIComponent(JSON.stringify(value))}`;
  const accept = { accept: 'text/event-stream' };
  const isSayable = /^[\x20-\x7e]*$/.test(lastEventId);
  const expected = lastEventId.length > 200 ? 'refused' : 'accepted';
  return [
    of(
      'places in a stream',
      input,
      { method: 'GET', path: path({ runId, lastEventId }), headers: accept },
      'trpc',
      expected,
    ),
    ...(isSayable
      ? [
          of(
            'places in a stream',
            `header: ${input}`,
            { method: 'GET', path: path({ runId }), headers: { ...accept, 'last-event-id': lastEventId } },
            'trpc',
            expected,
          ),
        ]
      : []),
  ];
}
