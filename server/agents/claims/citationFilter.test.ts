import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citedNumbers } from '#shared/chatAnswer.ts';
import { createCitationFilter, type DroppedCitation } from './citationFilter.ts';

function filtered(pieces: string[], valid = [1, 2, 3]): { text: string; dropped: DroppedCitation[] } {
  const filter = createCitationFilter(valid);
  const parts = [...pieces.map((piece) => filter.push(piece)), filter.end()];
  return { text: parts.map((part) => part.text).join(''), dropped: parts.flatMap((part) => part.dropped) };
}

test.each([
  ['Slow [1].', 'Slow [1].'],
  ['Slow [1,2].', 'Slow [1, 2].'],
  ['Slow [1][2].', 'Slow [1][2].'],
  ['Slow [99].', 'Slow.'],
  ['Slow [99] and dear.', 'Slow and dear.'],
  ['Slow [99][3].', 'Slow [3].'],
  ['Slow [1, 99].', 'Slow [1].'],
  ['Slow [r999].', 'Slow.'],
  ['Slow [r2].', 'Slow [2].'],
  ['Slow [review 3; review 40].', 'Slow [3].'],
  ['Slow [1-3].', 'Slow [1, 2, 3].'],
  ['Slow [2–9].', 'Slow [2, 3].'],
  ['Slow [1,\n99].', 'Slow [1].'],
  ['Slow [99]', 'Slow'],
  ['Slow [0] [-1] [1e3].', 'Slow [-1] [1e3].'],
  ['[9[99]]', ''],
  ['[[1]]', '[[1]]'],
  ['a [link](https://example.org/[x]) b', 'a [link](https://example.org/[x]) b'],
  ['- [ ] task, [sic], [see 3], []', '- [ ] task, [sic], [see 3], []'],
  ['left open [1', 'left open [1'],
  ['two  spaces\n  stay [1]', 'two  spaces\n  stay [1]'],
])('%j leaves as %j', (given, expected) => {
  expect(filtered([given]).text).toBe(expected);
});

test('what was dropped is told, with the place it was dropped from', () => {
  expect(filtered(['Slow [99] and [1, 42] dear.']).dropped).toEqual([
    { offset: 4, citation: '[99]' },
    { offset: 8, citation: '[1, 42]' },
  ]);
});

test('text without brackets flows at once, word for word', () => {
  const filter = createCitationFilter([1]);
  expect(filter.push('Based').text).toBe('Based');
  expect(filter.push(' on [').text).toBe(' on');
  expect(filter.push('see').text).toBe('');
  expect(filter.push(' there').text).toBe(' [see there');
});

test('an endless citation neither grows in memory nor slips through', () => {
  const filter = createCitationFilter([1]);
  const { text } = filter.push(`[${'9, '.repeat(10_000)}`);
  expect(text.length).toBeGreaterThan(29_000);
  expect(citedNumbers(`${text}${filter.push('9]').text}${filter.end().text}`)).toEqual([]);
});

test('a flood of brackets is let go in bounded pieces', () => {
  const filter = createCitationFilter([1]);
  let text = '';
  for (let n = 0; n < 200; n += 1) text += filter.push('['.repeat(1_000)).text;
  text += `${filter.push('9]').text}${filter.end().text}`;
  expect(citedNumbers(text)).toEqual([]);
});

test('a surrogate pair is never cut, and a lone half becomes a replacement character', () => {
  const filter = createCitationFilter([]);
  expect(filter.push('a\uD83D').text).toBe('a');
  expect(filter.push('\uDE00b').text).toBe('\u{1F600}b');
  expect(filter.push('\uD83D').text + filter.end().text).toBe('\uFFFD');
});

const piece = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '[1]',
    '[99]',
    '[r7]',
    '[1, 9]',
    ' ',
    '\n',
    ', ',
    '(',
    ')',
    '3',
    '12',
    '-',
    'r',
    '.',
    '\u{1F600}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const answer = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

test('however an answer is cut into pieces, the same text leaves', () => {
  fc.assert(
    fc.property(answer, fc.array(fc.nat(200), { maxLength: 12 }), (text, cuts) => {
      const edges = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
      const pieces = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
      expect(filtered(pieces)).toEqual(filtered([text]));
    }),
    { numRuns: 2_000 },
  );
});

test('no invalid citation ever leaves', () => {
  fc.assert(
    fc.property(answer, (text) => {
      const once = filtered([text]);
      expect(citedNumbers(once.text).filter((n) => ![1, 2, 3].includes(n))).toEqual([]);
      expect(once.dropped.every(({ offset }) => offset <= once.text.length)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
