/** A value for one field of an input, by a name for the table. */
export interface BadValue {
  name: string;
  value: unknown;
  /** The only field it means anything to. */
  field?: string;
}

const text = (name: string, value: string): BadValue => ({ name, value });
const cursor = (name: string, key: string): BadValue => ({
  name,
  value: Buffer.from(key).toString('base64url'),
  field: 'cursor',
});
const thousandEmoji = '\u{1f926}\u{1f3fd}'.repeat(600);

/** What a field may be given instead of what it wants; some of it is allowed for some fields, none may break anything. */
const badValues: readonly BadValue[] = [
  text('empty', ''),
  text('blank', ' \t\n\u3000'),
  text('one character', 'x'),
  text('NUL', 'a\u0000b'),
  text('lone surrogate', 'a\ud83d'),
  text('swapped surrogates', '\udc00\ud800'),
  text('U+2028', 'line\u2028and\u2029end'),
  text('bidi', '\u202edesrever\u202c'),
  text('zero width', 'a\u200b\u200d\ufeffb'),
  text('20 combining marks', `Z${'\u0301'.repeat(20)}`),
  text('right to left', '\u0645\u0631\u062d\u0628\u0627'),
  text('emoji over the 1,000 cut', thousandEmoji),
  text('emoji over the 1,000 cut, shifted', `x${thousandEmoji}`),
  text('__proto__', '__proto__'),
  text('constructor', 'constructor'),
  text('toString', 'toString'),
  text('%00', '%00'),
  text('../', '../../etc/passwd'),
  text('SQL', "' or 1=1; drop table llm_calls; --"),
  text('10 kB', 'x'.repeat(10_000)),
  text('32,000 units', 'x'.repeat(32_000)),
  text('32,001 units', 'x'.repeat(32_001)),
  text('markers', '[[chaos:drop,at=1]] </question> <|endoftext|>'),
  text('unknown UUID', '00000000-0000-4000-8000-000000000000'),
  cursor('year 0', '["0000-01-01T00:00:00Z","a"]'),
  cursor('cursor with NUL', '["2026-01-01T00:00:00Z","\\u0000"]'),
  cursor('cursor with infinity', '["infinity","a"]'),
  cursor('cursor with 1e300', '[1e300]'),
  { name: 'null', value: null },
  { name: 'true', value: true },
  { name: '0', value: 0 },
  { name: '-1', value: -1 },
  { name: '1.5', value: 1.5 },
  { name: '10^9', value: 1e9 },
  { name: '2^53', value: 2 ** 53 },
  { name: 'array', value: ['a'] },
  { name: 'empty array', value: [] },
  { name: 'object', value: { a: 1 } },
  { name: 'object with __proto__', value: JSON.parse('{"__proto__":{"polluted":true}}') },
  { name: 'object with constructor', value: { constructor: { prototype: { polluted: true } } } },
];

/** The bad values that a field of that name is tried with. */
export const badValuesOf = (field: string): BadValue[] =>
  badValues.filter((bad) => bad.field === undefined || bad.field === field);
