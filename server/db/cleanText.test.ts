import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanJson, cleanText, cutText } from './cleanText.ts';

const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 60 });

test('cleaned text is well-formed, without NUL, as long as before, and stays as it is when cleaned again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toContain('\0');
      expect(clean).toHaveLength(text.length);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});

test('a cut keeps whole code points and never more than asked', () => {
  fc.assert(
    fc.property(anyText, fc.nat(20), (text, points) => {
      const cut = cutText(text, points);
      expect([...cut].length).toBe(Math.min(points, [...cleanText(text)].length));
      expect(cleanText(text).startsWith(cut)).toBe(true);
    }),
  );
  expect(cutText('👩‍👩‍👧', 1)).toBe('👩');
});

test('JSON is cleaned in keys and values, and __proto__ is a key like any other', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": "a\\u0000b"}, "list": ["\\ud800"]}');
  const clean = cleanJson(hostile);
  expect(JSON.stringify(clean)).toBe('{"__proto__":{"polluted":"a\ufffdb"},"list":["\ufffd"]}');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});
