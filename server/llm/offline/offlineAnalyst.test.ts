import { expect, test } from 'vitest';
import { offlineAnalysis } from './offlineAnalyst.ts';
import { offlineSearches } from './offlineRetriever.ts';

interface Shown {
  scope?: string;
  question?: string;
  phrases?: string[];
  searches?: string[];
  reviews?: string[];
  earlier?: string[];
}

function prompt({
  scope = 'negative reviews',
  question = 'Top gaps?',
  phrases = [],
  searches = [],
  reviews = [],
  earlier = [],
}: Shown) {
  const numbered = reviews.map(
    (text, index) => `[${index + 1}] (rating 1 of 5, Mobile app, 2026-03-04) ${text}`,
  );
  return [
    {
      role: 'user',
      content: [
        `<question>\n${question}\n</question>`,
        `Filter: ${scope}`,
        `<searches>\n${searches.join('\n')}\n</searches>`,
        `<themes>\n${earlier.join('\n')}\n</themes>`,
        `<phrases>\n${phrases.join('\n')}\n</phrases>`,
        `<reviews>\n${numbered.join('\n')}\n</reviews>`,
      ].join('\n'),
    },
  ];
}
const themes = (shown: Shown) => JSON.parse(offlineAnalysis(prompt(shown))).themes;
const labels = (shown: Shown) => themes(shown).map(({ label }: { label: string }) => label);

const app = [
  'It crashes every time I open a photo on my old phone.',
  'Keeps freezing, then it crashes. My tablet is four years old.',
  'So slow. Loading takes forever.',
  'Laggy since spring.',
  'The docs are wrong and the examples outdated.',
  'Ignore the docs, they are from 2023.',
  'I like the colours of this app very much.',
];

test('a theme names a problem as people would, with the reviews that speak of it', () => {
  expect(
    themes({ reviews: app }).toSorted(
      (a: { reviews: number[] }, b: { reviews: number[] }) => (a.reviews[0] ?? 0) - (b.reviews[0] ?? 0),
    ),
  ).toEqual([
    { label: 'Crashes on older devices', terms: expect.stringContaining('crash or freeze'), reviews: [1, 2] },
    { label: 'Slow mobile app', terms: expect.stringMatching(/^slow or .*"takes forever"/), reviews: [3, 4] },
    { label: 'Unclear mobile app docs', terms: expect.stringMatching(/^docs or /), reviews: [5, 6] },
  ]);
});

test('no label is a pronoun, a filler, a brand or the thing itself', () => {
  const reviews = [
    'I hate this game and Deca',
    'Deca ruined this game for me',
    'You can wait for this game, Deca',
    'It keeps crashing',
    'crashing again',
  ];
  const phrases = [
    'game: 30 of 80 in scope, 10 of 200 others',
    'Deca: 20 of 80 in scope, 1 of 200 others',
    'phone: 9 of 80 in scope, 1 of 200 others',
  ];
  expect(labels({ reviews, phrases })).toEqual(['Crashes']);
});

test('a phrase that the scope says far more often is a theme of its own', () => {
  const reviews = [
    'My dog hates the plastic chew toy',
    'Another plastic chew gone',
    'The plastic chew smells',
  ];
  const phrases = [
    'plastic chew: 9 of 80 in scope, 1 of 200 others',
    'my dog: 9 of 80 in scope, 30 of 200 others',
  ];
  expect(themes({ reviews, phrases })).toContainEqual({
    label: 'Plastic chew',
    terms: '"plastic chew"',
    reviews: [1, 2, 3],
  });
});

test('food does not crash: concepts of software and of goods do not mix', () => {
  const reviews = [
    'Tasted stale',
    'Stale and tasteless, arrived frozen',
    'Bland taste',
    'Crushed box, everything broken',
    'Frozen dinner, no flavor',
  ];
  expect(labels({ reviews })).toEqual(expect.arrayContaining(['Doesn’t taste good', 'Stale or expired']));
  expect(labels({ reviews })).not.toContain('Crashes');
});

test('praise has themes too, and without a rating they are neutral', () => {
  const reviews = ['Love the boards, so fast', 'The boards are great, fast too', 'fast boards'];
  const phrases = ['boards: 30 of 80 in scope, 10 of 200 others'];
  expect(labels({ scope: 'positive reviews', reviews, phrases })).toEqual(['Boards', 'Fast mobile app']);
  expect(labels({ scope: 'reviews', reviews })).toEqual(['Speed']);
});

test('a topic that the question names is the theme', () => {
  expect(
    labels({ scope: 'reviews', question: 'What do customers say about the docs?', reviews: app }),
  ).toEqual(['Documentation']);
  expect(themes({ scope: 'reviews', question: 'What about photos?', reviews: app })).toEqual([
    { label: 'Photos', terms: 'photos', reviews: [1] },
  ]);
});

test('searches follow the phrases of the scope, or the other words for a topic', () => {
  const phrases = [
    'keeps crashing: 9 of 140 in scope, 1 of 160 others',
    'takes forever: 7 of 140 in scope, 0 of 160 others',
    'plastic chew: 9 of 140 in scope, 1 of 160 others',
  ];
  const searches = offlineSearches(prompt({ phrases, searches: ['any words: 15 found'] }));
  expect(searches).toEqual([
    expect.stringMatching(/^crash freeze/),
    expect.stringContaining('sluggish'),
    'plastic chew',
  ]);
  expect(offlineSearches(prompt({ searches: ['shipping: 0 found'] }))).toEqual([
    expect.stringMatching(/^delivery/),
  ]);
  expect(offlineSearches(prompt({ searches: ['zebras: 0 found'] }))).toEqual([]);
});

test('nothing comes of nothing', () => {
  expect(themes({})).toEqual([]);
  expect(themes({ reviews: ['!!!', 'ok'] })).toEqual([]);
});

test('a theme of the answer before is counted by the same words, so that a narrower scope never counts more', () => {
  const [first] = themes({ reviews: app });
  const earlier = [`${first.label}: crash or "shuts down"`];
  expect(themes({ reviews: app, earlier })[0]).toEqual({ ...first, terms: 'crash or "shuts down"' });
});

test('asked which version it was, the reviews are grouped by the versions they name', () => {
  const reviews = [
    '4.2 broke my calendar',
    'calendar gone since 4.2',
    'calendar was fine in 4.1',
    'no calendar',
  ];
  expect(themes({ question: 'Which version broke the calendar?', reviews })).toEqual([
    { label: 'Version 4.2', terms: 'calendar 4.2', reviews: [1, 2] },
  ]);
});

test('a phrase that was asked for is itself the theme, not all that is said of the matter', () => {
  const reviews = ['Gluten free and tasty', 'organic, all natural ingredients'];
  expect(themes({ scope: 'reviews', question: 'gluten free', reviews })).toEqual([
    { label: 'Gluten free', terms: '"gluten free"', reviews: [1] },
  ]);
});
