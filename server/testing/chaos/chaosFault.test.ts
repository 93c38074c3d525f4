import { expect, test } from 'vitest';
import { modelFault, parseFaults } from './chaosFault.ts';

const read = (text: string) =>
  parseFaults(text).map(({ name, options }) => [name, Object.fromEntries(options)]);

test.each([
  ['drop,at=5', [['drop', { at: '5' }]]],
  ['drop,5', [['drop', { at: '5' }]]],
  ['gap=20000', [['gap', { ms: '20000' }]]],
  ['flood,tokens=1e6', [['flood', { tokens: '1e6' }]]],
  ['status,429,2,times=1', [['status', { code: '429', after: '2', times: '1' }]]],
  ['status,code=503,after-ms=200', [['status', { code: '503', 'after-ms': '200' }]]],
  ['hang-headers', [['hang-headers', {}]]],
  ['fin,at=2,raw', [['fin', { at: '2', raw: 'yes' }]]],
  ['toolcall,broken', [['toolcall', { broken: 'yes' }]]],
  ['toolcall,search,{"a":1,"b":2}', [['toolcall', { name: 'search', args: '{"a":1,"b":2}' }]]],
  ['text=a=b, c [r9]', [['text', { text: 'a=b, c [r9]' }]]],
  ['text,role=writer,text=a, b', [['text', { role: 'writer', text: 'a, b' }]]],
  ['text', [['plain', {}]]],
  ['plan,b64=e30=', [['plan', { b64: 'e30=', json: '{}' }]]],
  [
    'rate,40; drop,at=3 ;',
    [
      ['rate', { tps: '40' }],
      ['drop', { at: '3' }],
    ],
  ],
  ['', []],
])('reads "%s"', (text, faults) => {
  expect(read(text)).toEqual(faults);
});

test.each([
  'dorp',
  'drop,att=5',
  'drop,at=x',
  'drop,5,6',
  'finish,raeson=length',
  'ok,7',
  'constructor',
  '__proto__,x',
])('refuses "%s"', (text) => {
  expect(() => parseFaults(text)).toThrow(SyntaxError);
});

test.each([
  ['chaos-drop-5', 'drop,5'],
  ['openai/chaos-status-429-2', 'status,429,2'],
  ['chaos-hang-headers', 'hang-headers'],
  ['chaos-gzip-lie', 'gzip-lie'],
  ['openai/gpt-5-nano', null],
  ['chaosdrop', null],
])('the model "%s" carries the fault %s', (model, fault) => {
  expect(modelFault(model)).toBe(fault);
});
