import { expect, test } from 'vitest';
import { offlineReply } from './offlineReply.ts';

const reviews = [
  '[1] (rating 1 of 5, Photo Pro, 2024-05-06) It crashes every time I open a photo. Otherwise fine.',
  '[2] (rating 2 of 5, Photo Pro, 2024-05-07) Crashed again after the update, and customer service never answers.',
  '[3] (rating 1 of 5, Photo Pro, no date) The battery life is a joke and it freezes.',
  '[4] (rating 2 of 5, Photo Pro, no date) Customer service told me to reinstall. Battery life got worse. They are just really bad.',
];
const reply = (role: string, prompt: string) =>
  offlineReply([
    { role: 'system', content: `Role: ${role}\nDo your part.` },
    { role: 'user', content: prompt },
  ]);
const plan = (question: string) =>
  JSON.parse(
    reply('Query Planning', `<question>\n${question}\n</question>\n<products>\nPhoto Pro\nPhoto\n</products>`)
      .text,
  );

test.each([
  [
    'What are the top 5 product gaps from negative reviews?',
    { intent: 'Gap Analysis', output: 'cited_summary', searches: [], filters: { maxRating: 2 } },
  ],
  [
    'What do customers say about shipping?',
    { intent: 'Review Summary', searches: ['shipping'], filters: { minRating: null, maxRating: null } },
  ],
  [
    'How many 1-star reviews mention crashes?',
    { output: 'count', searches: ['crashes'], filters: { minRating: 1, maxRating: 1 } },
  ],
  ['What do people love about Photo Pro?', { filters: { minRating: 4, product: 'Photo Pro' }, searches: [] }],
  ['Compare battery and design', { output: 'comparison', searches: ['battery', 'design'] }],
  [
    'slow loading screens in 2023',
    {
      searches: ['slow loading screens'],
      filters: { since: '2023-01-01', until: '2023-12-31' },
    },
  ],
  [
    'Quotes on price since 2024-03',
    { output: 'quotes', searches: ['price'], filters: { since: '2024-03-01', until: null } },
  ],
  ['?', { output: 'cited_summary', searches: [] }],
])('%j is planned by its words', (question, expected) => {
  expect(plan(question)).toMatchObject(expected);
});

test('a plan never holds more than six searches, and is quick for a very long question', () => {
  expect(plan('battery camera screen price size weight colour '.repeat(600)).searches).toHaveLength(6);
});

test('reviews are grouped by what they share, in the customers’ words, never by fillers', () => {
  const prompt = `<question>\nTop 3 gaps?\n</question>\n<reviews>\n${reviews.join('\n')}\n</reviews>`;
  expect(JSON.parse(reply('Data Analysis', prompt).text)).toEqual({
    themes: [
      { label: 'Crashes, freezes', reviews: [1, 2, 3] },
      { label: 'Battery life', reviews: [3, 4] },
      { label: 'Customer service', reviews: [2, 4] },
    ],
  });
});

test('an answer names the counts of the prompt, quotes verbatim and cites', () => {
  const prompt = [
    '<question>\nTop gaps?\n</question>',
    'Wanted: cited_summary (Gap Analysis)',
    'Figures:\n- Reviews read: 4',
    '<themes>\nCrashes: in 3 of the 4 reviews read: 1, 2, 3\nBattery life: in 2 of the 4 reviews read: 3, 4\n</themes>',
    `<reviews>\n${reviews.join('\n')}\n</reviews>`,
  ].join('\n');
  const { text } = reply('Answer', prompt);
  expect(text).toContain('Based on 4 negative reviews, customers complain most about:');
  expect(text).toContain(
    '1. **Crashes** (in 3 of the 4 reviews read) [1, 2, 3]\n   - “It crashes every time I open a photo.” [1]',
  );
  expect(text).toContain('2. **Battery life** (in 2 of the 4 reviews read) [3, 4]');
  const numbers = text.replace(/^\d+\. /gm, '').match(/\d+/g) ?? [];
  expect(numbers.filter((number) => !prompt.includes(number))).toEqual([]);
  for (const [, quote] of text.matchAll(/“([^”]+)”/g)) expect(prompt).toContain(quote);
});

test('a question about numbers gets the figures of the prompt first', () => {
  const prompt = `<question>\nHow many?\n</question>\nWanted: count (Count)\nFigures:\n- Reviews read: 4\n- Reviews in the collection: 812\n- Average rating of the collection: 3.4\n<themes>\n\n</themes>\n<reviews>\n${reviews.join('\n')}\n</reviews>`;
  const { text } = reply('Answer', prompt);
  expect(text).toMatch(
    /^- Reviews in the collection: \*\*812\*\*\n- Average rating of the collection: \*\*3\.4\*\*\n\nBased on 4 negative reviews, no theme stands out\./,
  );
});

test('what was not found is said first', () => {
  const prompt = `<question>\nzebras\n</question>\nNote: No review matches “zebras”. The reviews below are a spread of the whole collection.\n<reviews>\n${reviews.join('\n')}\n</reviews>`;
  expect(reply('Answer', prompt).text.startsWith('No review matches “zebras”.')).toBe(true);
});

test('small talk says that no model is connected and how to connect one', () => {
  const { text } = offlineReply([{ role: 'user', content: 'thanks!' }]);
  expect(text).toMatch(/^You are welcome! No language model is connected/);
  expect(text).toContain('OPENROUTER_API_KEY');
});
