import { expect, test } from 'vitest';
import { jsonInText } from './jsonInText.ts';

test.each([
  ['{"a":1}', { a: 1 }],
  ['Sure, here it is:\n```json\n{"a":{"b":"}"}}\n```\nAnything else?', { a: { b: '}' } }],
  ['The plan is {"a":[1]} as asked.', { a: [1] }],
  ['{"a":1', undefined],
  ['} nothing {', undefined],
  ['', undefined],
])('%j is read as %j', (text, value) => {
  expect(jsonInText(text)).toEqual(value);
});
