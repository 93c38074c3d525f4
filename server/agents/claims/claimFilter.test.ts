import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckedText, createClaimFilter } from './claimFilter.ts';
import { claimBasis } from './testBasis.ts';

function checked(pieces: readonly string[]): CheckedText[] {
  const filter = createClaimFilter(claimBasis);
  const parts = [...pieces.flatMap((piece) => filter.push(piece)), ...filter.end()];
  expect(filter.holds()).toBe(false);
  return parts;
}

const said = (pieces: readonly string[]): string =>
  checked(pieces)
    .map(({ text }) => text)
    .join('');

test.each([
  ['41 of 147 negative reviews [F2] are slow.', '41 of 147 negative reviews are slow.'],
  ['52 of 147 negative reviews [F2] are slow.', '41 of 147 negative reviews are slow.'],
  ['**Slow mobile app** (52 of 147 negative reviews)', '**Slow mobile app** (41 of 147 negative reviews)'],
  ['**Slow mobile app** (30 of 147 negative reviews)', '**Slow mobile app** (41 of 147 negative reviews)'],
  [
    '**Slow mobile app**: 41 of 147 positive reviews [F2].',
    '**Slow mobile app**: 41 of 147 negative reviews.',
  ],
  ['**Slow mobile app**, 30 of 147 [F3].', '**Slow mobile app**, 41 of 147.'],
  [
    '**Slow mobile app** is in **52** of **147** negative reviews [F2].',
    '**Slow mobile app** is in **41** of **147** negative reviews.',
  ],
  ['Slowness: 35 % [F2] of them.', 'Slowness: 28 % of them.'],
  ['41 of 147 negative reviews [F2] (35 %) are slow.', '41 of 147 negative reviews (28 %) are slow.'],
  ['They average 4.9 of 5 [F5].', 'They average 3.1 of 5.'],
  ['The average rating is 4.2.', 'The average rating is 3.1.'],
  ['Forty-two customers hate it.', 'Some customers hate it.'],
  ['Mindestens 52 Kunden klagen.', 'Einige Kunden klagen.'],
  ['“It is a wonderful dream” [1].', '“Takes forever to load on my Pixel.” [1].'],
  ['“Crashes on launch” [1].', '“Crashes on launch” [2].'],
  ['One wrote: “I adore every single bit”.', 'One wrote.'],
  ['Nearly a third of reviews mention it.', 'A share of reviews mention it.'],
  ['One in four customers complains.', 'Some customers complains.'],
  ['A dozen customers left.', 'Some customers left.'],
  ['**Slow mobile app** (52)', '**Slow mobile app** (41)'],
  ['- Slow mobile app: 52 (35 %)', '- Slow mobile app: 41 (28 %)'],
  ['### Slow mobile app\n\n52 of 147 say so.', '### Slow mobile app\n\n41 of 147 say so.'],
  ['Customers (52 of them) say so.', 'Customers (some of them) say so.'],
  ['52 reviews (of 147) are about it.', 'Some reviews are about it.'],
  ['52 negative reviews out of 147 negative reviews.', 'Some negative reviews.'],
  ['28 % of positive reviews [F2] say so.', '28 % of negative reviews say so.'],
  ['41 of 147 five-star reviews [F2].', '41 of 147 negative reviews.'],
  ['147 customers want dark mode.', 'Some customers want dark mode.'],
  ['A 4.5-star average.', 'A 3.1-star average.'],
  ['We heard between 50 and 60 customers.', 'We heard some customers.'],
  ['Out of 147 reviews, 52 complain.', 'Out of 147 reviews, some complain.'],
  ['35 % der Kunden klagen.', 'Ein Teil der Kunden klagen.'],
  ['el 35 % de los clientes', 'una parte de los clientes'],
  ['35 % des clients', 'Une partie des clients'],
  ['“I can” [3]', '“I pay for the Team plan and still have to scroll.” [3]'],
  ['“I love it so much” and “takes forever to load” [1].', '“takes forever to load” [1].'],
  ['1. “I love it so much”', ''],
  ['Fine (“I love it so much”).', 'Fine.'],
])('%s is put right', (lie, expected) => {
  expect(said([lie])).toBe(expected);
});

test.each([
  '15 reviews were read, 147 negative reviews and 300 reviews in all.',
  'Two customers say so [1, 2].',
  'Based on 147 negative reviews, here are the top 5 complaints:\n\n1. **Slow mobile app**\n2. Crashes',
  'Version 4.2 broke it in 2026; iOS 17 users waited 3 weeks, 5-star reviews did not.',
  'Android 12 users with a Galaxy S9 pay $12 a month.',
  '“Takes forever to load” [1] and "crashes on launch!" [2], or “takes … on my Pixel” [1].',
  'The “Export” button, the "top 5" and 5" screens.',
  'She rated it 2 of 5 stars [2].',
  'One customer writes that it is slow [1].',
  '50% slower than before, one says [2].',
])('%s is left alone', (text) => {
  expect(said([text])).toBe(text);
});

test('what holds is marked with its figure, what did not with what was written', () => {
  const checks = checked([
    'It is 41 of 147 negative reviews [F2], or 60 of 147 negative reviews [F3].',
  ]).flatMap(({ check }) => check ?? []);
  expect(checks).toEqual([
    { kind: 'count', verdict: 'confirmed', detail: '', figure: 2 },
    { kind: 'count', verdict: 'replaced', detail: '60 of 147 negative reviews', figure: 3 },
  ]);
});

test('text without claims flows at once, word for word', () => {
  const filter = createClaimFilter(claimBasis);
  expect(filter.push('Based').map(({ text }) => text)).toEqual(['Based']);
  expect(filter.push(' in').map(({ text }) => text)).toEqual([' in']);
  const rest = [' 41', ' birds', ' and', ' then'].map((word) =>
    filter
      .push(word)
      .map(({ text }) => text)
      .join(''),
  );
  expect(rest).toEqual([' ', '', '41 birds and', ' then']);
});

test('a long quote leaves as far as it is word for word, and ends where it is not', () => {
  const filter = createClaimFilter(claimBasis);
  expect(filter.push('“Takes forever to load')).toEqual([]);
  const settled = filter.settle().map(({ text }) => text);
  const rest = [
    ...filter.push(' on my Pixel'),
    ...filter.push(' and I love it” [1]. Fine.'),
    ...filter.end(),
  ];
  expect([...settled, ...rest.map(({ text }) => text)].join('')).toBe(
    '“Takes forever to load on my …” [1]. Fine.',
  );
  expect(rest.find(({ check }) => check)?.check).toMatchObject({ kind: 'quote', verdict: 'replaced' });
});

const word = fc.constantFrom(
  '41',
  ' of',
  ' 147',
  ' negative',
  ' reviews',
  ' [F2]',
  '[F',
  '“',
  '”',
  ' Takes forever',
  ' 28 %',
  ' two',
  ' customers',
  ' [1]',
  '.',
  '\n',
  ' 3.1 of 5',
  '"',
  ' slow',
  '**',
  ' (',
  ')',
  ' 4.2',
  ' twen',
  'ty',
  '-one people',
  ' more than ',
  ' half of',
  ' the customers',
  '\n> ',
  '\n- “I love it so much”',
  '\n1. ',
  '| 41 |',
  ' ‘I love it so much’',
  ": 'we adore",
  ' this',
  "'",
  ' Slow mobile app',
  ' (52)',
  ' per cent',
  ' out of 147',
  ' average',
  ' [2',
  ']',
  ' Zweiund',
  'fünfzig Kunden',
  ' 40–50',
);

test('however an answer is cut into pieces, the same text leaves', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.array(fc.nat(200), { maxLength: 10 }),
      (words, cuts) => {
        const text = words.join('');
        const edges = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
        const pieces = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        expect(said(pieces)).toBe(said([text]));
      },
    ),
    { numRuns: 3_000 },
  );
});
