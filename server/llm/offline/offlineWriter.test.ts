import { expect, test } from 'vitest';
import { offlineAnswer } from './offlineWriter.ts';

const reviews = [
  '[1] (rating 1 of 5, Mobile app, 2026-03-04) It crashes every time I open a photo. Otherwise fine.',
  '[2] (rating 2 of 5, Mobile app, 2026-03-05) Crashed again after the update, and customer service never answers.',
  '[3] (rating 1 of 5, Web app, no date) So slow that I make coffee meanwhile.',
  '[4] (no rating, no product, no date) The search finds nothing at all.',
];

interface Given {
  question?: string;
  wanted?: string;
  scope?: string;
  note?: string;
  lines?: string[];
  figures?: string[];
  themes?: string[];
}

function answer({
  question = 'Top gaps?',
  wanted = 'cited_summary',
  scope = 'negative reviews',
  note,
  lines = [],
  figures = [],
  themes = [],
}: Given) {
  const content = [
    `<question>\n${question}\n</question>`,
    `Wanted: ${wanted} (Question)`,
    `Scope: ${scope}`,
    ...(note === undefined ? [] : [`Note: ${note}`]),
    ...lines,
    `<figures>\n${figures.join('\n')}\n</figures>`,
    `<themes>\n${themes.join('\n')}\n</themes>`,
    `<reviews>\n${reviews.join('\n')}\n</reviews>`,
  ].join('\n');
  const text = offlineAnswer([{ role: 'user', content }]);
  const figure = (n: string | undefined) =>
    [...figures, ...themes].find((line) => line.startsWith(`[F${n}]`)) ?? '';
  // a count is always followed by its tag, which names the figure that it was copied from
  for (const [, count, base, n] of text.matchAll(/(?<![\d.])(\d+) of (\d+) [\p{L} -]*?\[F(\d+)\]/gu))
    expect(figure(n)).toContain(`${count} of ${base} `);
  for (const [, share, n] of text.matchAll(/(\d+) % \[F(\d+)\]/g))
    expect(figure(n)).toContain(`(${share} %)`);
  for (const [, average, n] of text.matchAll(/([\d.]+) of 5 \[F(\d+)\]/g))
    expect(figure(n)).toContain(`${average} of 5`);
  for (const [, quote, n] of text.matchAll(/“([^”]+)” \[(\d+)\]/g))
    expect(reviews[Number(n) - 1]).toContain(quote?.replaceAll('…', ''));
  return text;
}

const whole = ['[F1] 140 of 300 reviews (47 %): negative', '[F2] 3.0 of 5: average rating of 300 reviews'];
const gaps = [
  '[F3] 41 of 140 negative reviews (29 %): Crashes: reviews 1, 2',
  '[F4] 30 of 140 negative reviews (21 %): Slow web app: reviews 3',
  '[F5] 9 of 140 negative reviews (6 %): Weak search: reviews 4',
];

test('a summary begins with the finding, gives its base, and lists each theme with its count and quotes', () => {
  expect(answer({ figures: whole, themes: gaps })).toBe(
    [
      '**Crashes** is the most frequent complaint, in 41 of 140 negative reviews [F3] (29 % [F3]), followed by **Slow web app** in 30 of 140 negative reviews [F4].',
      'Overall, 140 of 300 reviews [F1] (47 % [F1]) are negative; the average rating is 3.0 of 5 [F2].',
      [
        '1. **Crashes**: 41 of 140 negative reviews [F3] (29 % [F3])',
        '   - “It crashes every time I open a photo. Otherwise fine.” [1]',
        '   - “Crashed again after the update, and customer service never answers.” [2]',
        '2. **Slow web app**: 30 of 140 negative reviews [F4] (21 % [F4])',
        '   - “So slow that I make coffee meanwhile.” [3]',
        '3. **Weak search**: 9 of 140 negative reviews [F5] (6 % [F5])',
        '   - “The search finds nothing at all.” [4]',
      ].join('\n'),
    ].join('\n\n'),
  );
});

test('the sentence follows the data: a tie, a landslide, many small themes, a single one', () => {
  const theme = (n: number, count: number, label: string) =>
    `[F${n}] ${count} of 100 negative reviews (${count} %): ${label}: reviews 1`;
  const first = (...themes: string[]) => answer({ figures: whole, themes }).split('\n\n')[0];
  expect(first(theme(3, 12, 'A'), theme(4, 12, 'B'))).toContain('**A** and **B** come up equally often');
  expect(first(theme(3, 60, 'A'), theme(4, 12, 'B'))).toContain(
    '**A** is by far the most frequent complaint',
  );
  expect(first(theme(3, 6, 'A'), theme(4, 4, 'B'))).toContain('No single complaint dominates');
  expect(first(theme(3, 6, 'A'))).toBe('**A**: 6 of 100 negative reviews [F3] (6 % [F3]) speak of it.');
  expect(first()).toContain('No theme stands out');
});

test('as many themes as were asked for', () => {
  expect(answer({ question: 'Top 2 gaps', figures: whole, themes: gaps })).not.toContain('Weak search');
});

test('what was not found is said first', () => {
  const note = 'No review matches “zebras”. The reviews below are a spread of the whole collection.';
  expect(answer({ note, figures: whole, themes: gaps })).toMatch(
    /^No review matches “zebras”\.\n\nWhat the reviews do speak of: \*\*Crashes\*\*/,
  );
});

test('a count is one sentence and examples', () => {
  const figures = [...whole, '[F3] 12 of 300 reviews (4 %): mention “service”'];
  expect(answer({ question: 'How many mention service?', wanted: 'count', scope: 'reviews', figures })).toBe(
    '12 of 300 reviews [F3] (4 % [F3]) mention “service”.\n\nFor example:\n\n- “Crashed again after the update, and customer service never answers.” [2]',
  );
  const stars = ['[F1] 37 of 300 reviews (12 %): 1-star', '[F2] 3.0 of 5: average rating of 300 reviews'];
  expect(
    answer({
      question: 'How many 1-star reviews?',
      wanted: 'count',
      scope: '1-star reviews',
      figures: stars,
    }),
  ).toMatch(
    /^37 of 300 reviews \[F1\] \(12 % \[F1\]\) have 1 star; the average rating is 3\.0 of 5 \[F2\]\./,
  );
});

/** Products 1, 2, … with so many reviews each, the first rated best. */
const rankedProducts = (bases: readonly number[]) =>
  bases.flatMap((base, at) => [
    `[F${2 * at + 3}] ${(5 - at / 10).toFixed(1)} of 5: average rating of ${base} reviews of P${at + 1}`,
    `[F${2 * at + 4}] 1 of ${base} reviews of P${at + 1} (${Math.round(100 / base)} %): negative`,
  ]);
const ranking = (question: string, bases: readonly number[], count = bases.length) =>
  answer({
    question,
    wanted: 'count',
    scope: 'reviews',
    lines: [`Products: ${count}`],
    figures: [...whole, ...rankedProducts(bases)],
  });

test('averages per product are a table of all of them, the best first', () => {
  const text = ranking('Average rating per product?', Array(21).fill(14));
  expect(text.split('\n').filter((line) => /^\| P\d/.test(line))).toHaveLength(21);
  expect(text).toContain('| P2 | 4.9 of 5 [F5] | 1 of 14 reviews [F6] | 7 % [F6] |');
  expect(text).toContain('That is out of 21 products.');
});

test('of very many products the best five and the worst five with enough reviews are listed', () => {
  const text = ranking('Average rating per product?', [...Array(12).fill(6), ...Array(38).fill(1)], 868);
  expect(text.match(/(?<=^\| )P\d+/gm)).toEqual([
    'P1',
    'P2',
    'P3',
    'P4',
    'P5',
    'P8',
    'P9',
    'P10',
    'P11',
    'P12',
  ]);
  expect(text).toContain(
    'Compared are the 12 products with at least 5 reviews; the other 856 have fewer. Even these have few reviews',
  );
});

test('which is best and which worst is answered by the two', () => {
  const text = ranking('Which product is best and which worst?', Array(21).fill(14));
  expect(text.match(/(?<=^- \*\*)P\d+/gm)).toEqual(['P1', 'P21']);
});

test('praise and blame are told apart by what each speaks of', () => {
  const text = answer({
    question: 'Compare positive and negative reviews',
    wanted: 'comparison',
    scope: 'reviews',
    lines: ['Compared: negative reviews with positive reviews'],
    figures: [
      ...whole,
      '[F3] 115 of 300 reviews (38 %): positive',
      '[F4] 29 of 140 negative reviews (21 %): Crashes',
      '[F5] 1 of 115 positive reviews (1 %): Crashes',
    ],
    themes: ['[F6] 30 of 300 reviews (10 %): Crashes: reviews 1, 2'],
  });
  expect(text).toMatch(/^140 of 300 reviews \[F1\] \(47 % \[F1\]\) are negative; 115 of 300 reviews/);
  expect(text).toContain(
    'Mostly in negative reviews:\n\n- **Crashes**: 29 of 140 negative reviews [F4] (21 % [F4]); 1 of 115 positive reviews [F5] (1 % [F5])\n  - “',
  );
});

test('of two matters it is said which is spoken of more and which is liked better', () => {
  const text = answer({
    question: 'Compare coffee and tea',
    wanted: 'comparison',
    scope: 'reviews',
    figures: [
      ...whole,
      '[F3] 30 of 300 reviews (10 %): mention “coffee”',
      '[F4] 12 of 300 reviews (4 %): mention “tea”',
      '[F5] 4.5 of 5: average rating of 12 reviews with “tea”',
      '[F6] 1 of 12 reviews with “tea” (8 %): negative',
      '[F7] 3.9 of 5: average rating of 30 reviews with “coffee”',
      '[F8] 9 of 30 reviews with “coffee” (30 %): negative',
    ],
  });
  expect(text).toMatch(
    /^\*\*Coffee\*\* is mentioned more often than \*\*tea\*\*\. Those who mention “tea” rate higher/,
  );
  expect(text).toContain(
    '- **Tea**: 12 of 300 reviews [F4] (4 % [F4]); 4.5 of 5 [F5] on average; 1 of 12 reviews [F6] (8 % [F6]) are negative',
  );
});

test('where there is nothing, nothing is told, and where the days leave nothing out, that is said', () => {
  const lines = ['Dates: 2025-11-03 to 2026-10-30'];
  const figures = ['[F1] 0 of 0 reviews since 2030-01-01: negative'];
  expect(
    answer({ question: 'since 2030?', scope: 'reviews since 2030-01-01', lines, figures, themes: gaps }),
  ).toBe('There are no reviews since 2030-01-01. The dated reviews are from November 2025 to October 2026.');
  const all = [`${lines[0]}, so that the days asked for leave none out`];
  const asked = { scope: 'negative reviews since 2025-01-01', lines: all, figures: whole, themes: gaps };
  expect(answer({ question: 'Since 2025?', ...asked })).toMatch(
    /^All dated reviews are from November 2025 to October 2026, so this leaves none of them out\.\n\n\*\*Crashes/,
  );
  expect(answer({ question: 'Show me the gaps', ...asked })).toMatch(/^\*\*Crashes/);
});

const products = [
  ...whole,
  '[F3] 2.1 of 5: average rating of 146 reviews of Mobile app',
  '[F4] 85 of 146 reviews of Mobile app (58 %): negative',
  '[F5] 3.9 of 5: average rating of 98 reviews of Web app',
  '[F6] 20 of 98 reviews of Web app (20 %): negative',
];

test('the best and the worst product are named with their averages and bases', () => {
  expect(
    answer({ question: 'Best and worst product?', wanted: 'count', scope: 'reviews', figures: products }),
  ).toBe(
    [
      '**Web app** is rated best, at 3.9 of 5 [F5] on average; **Mobile app** is rated worst, at 2.1 of 5 [F3].',
      '- **Web app**: 3.9 of 5 [F5] on average; 20 of 98 reviews [F6] (20 % [F6]) are negative\n- **Mobile app**: 2.1 of 5 [F3] on average; 85 of 146 reviews [F4] (58 % [F4]) are negative',
      'Over all reviews the average rating is 3.0 of 5 [F2].',
    ].join('\n\n'),
  );
});

test('a comparison says who is ahead and which theme weighs where', () => {
  const figures = [
    ...products,
    '[F7] 44 of 146 reviews of Mobile app (30 %): Speed',
    '[F8] 3 of 98 reviews of Web app (3 %): Speed',
  ];
  const themes = ['[F9] 47 of 244 reviews of Mobile app or Web app (19 %): Speed: reviews 3'];
  const text = answer({
    question: 'Compare Web app and Mobile app',
    wanted: 'comparison',
    scope: 'reviews of Mobile app or Web app',
    figures,
    themes,
  });
  expect(text).toMatch(/^\*\*Web app\*\* is clearly ahead of \*\*Mobile app\*\*:/);
  expect(text).toContain(
    '- **Speed** (mostly Mobile app). Mobile app: 44 of 146 reviews [F7] (30 % [F7]); Web app: 3 of 98 reviews [F8] (3 % [F8])\n  - Web app: “So slow that I make coffee meanwhile.” [3]',
  );
});

test('a trend tells the peak and the turn before the table', () => {
  const shares = [10, 12, 40, 30, 28, 33];
  const figures = [
    ...whole,
    ...shares.flatMap((count, index) => [
      `[F${2 * index + 3}] ${count} of 50 reviews in 2026-0${index + 1} (${2 * count} %): negative`,
      `[F${2 * index + 4}] 3.${index} of 5: average rating of 50 reviews in 2026-0${index + 1}`,
    ]),
  ];
  const text = answer({ question: 'Trend by month', wanted: 'trend', figures });
  expect(text).toMatch(
    /^Negative reviews peaked in March 2026, at 40 of 50 reviews \[F7\] \(80 % \[F7\]\)\. The later months have a higher share/,
  );
  expect(text).toContain('in June 2026, the latest month, it was 33 of 50 reviews [F13] (66 % [F13]).');
  expect(text.split('\n').filter((line) => line.startsWith('| 2026-'))).toHaveLength(6);
  expect(answer({ question: 'Trend by month', wanted: 'trend', figures: figures.slice(0, 4) })).toContain(
    'there is no trend to tell',
  );
  expect(answer({ question: 'Trend by month', wanted: 'trend', figures: whole })).toContain('no dates');
});

test('as many quotes as were asked for, each with who said it', () => {
  const text = answer({ question: 'Give me two quotes about crashes', wanted: 'quotes', figures: whole });
  expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual([
    '- “It crashes every time I open a photo. Otherwise fine.” [1] (1 star, Mobile app, March 2026)',
    '- “Crashed again after the update, and customer service never answers.” [2] (2 stars, Mobile app, March 2026)',
  ]);
  expect(
    answer({ question: 'Give me five quotes about crashes', wanted: 'quotes', figures: whole }),
  ).toContain('I found only these');
});

test.each([
  ['Was sind die häufigsten Beschwerden der Kunden?', '41 von 140 negativen Bewertungen [F3] (29 % [F3])'],
  ['Quelles sont les principales plaintes des clients ?', '41 sur 140 avis négatifs [F3] (29 % [F3])'],
  ['¿Cuáles son las principales quejas de los clientes?', '41 de 140 reseñas negativas [F3] (29 % [F3])'],
])('%j is answered in its language', (question, expected) => {
  expect(answer({ question, figures: whole, themes: gaps })).toContain(expected);
});

test('small talk stays short, and says how to connect a model only when asked what Candor is', () => {
  const talk = (content: string) =>
    offlineAnswer([{ role: 'user', content: `<question>\n${content}\n</question>` }]);
  expect(talk('thanks!')).toMatch(/^You are welcome!/);
  expect(talk('hello')).not.toContain('OPENROUTER_API_KEY');
  expect(talk('what can you do?')).toContain('OPENROUTER_API_KEY');
});
