import { expect, test } from 'vitest';
import { offlinePlan } from './offlinePlanner.ts';

const head = (question: string) =>
  [
    `<question>\n${question}\n</question>`,
    'Company: Tasklane (sample)',
    'Dates: 2025-11-03 to 2026-10-30',
    'Today: 2026-11-22',
    '<products>\nMobile app\nWeb app\nAPI\n</products>',
  ].join('\n');
const earlier = [
  'Earlier question: What is slow?',
  'Earlier output: cited_summary',
  'Earlier scope: {"maxRating":2,"products":["Mobile app"]}',
  'Earlier searches: ["slow","takes forever"]',
].join('\n');
const plan = (question: string, last = '') =>
  JSON.parse(offlinePlan([{ role: 'user', content: `${head(question)}\n${last}` }]));

test.each([
  [
    'What are the top 5 product gaps from negative reviews?',
    { intent: 'Gap Analysis', output: 'cited_summary', searches: [], filters: { maxRating: 2 } },
  ],
  [
    'What do customers say about shipping?',
    { output: 'cited_summary', searches: ['shipping'], filters: { minRating: null, maxRating: null } },
  ],
  ['What is the average rating per product?', { output: 'count', groupBy: 'product', searches: [] }],
  [
    'What are our best and worst products?',
    { output: 'count', groupBy: 'product', filters: { minRating: null, maxRating: null } },
  ],
  [
    'How many 1-star reviews are there and what share is that?',
    { output: 'count', terms: [], filters: { minRating: 1, maxRating: 1 } },
  ],
  ['How many reviews mention crashes?', { output: 'count', terms: ['crashes'], searches: ['crashes'] }],
  [
    'How many people complain about crashes?',
    { output: 'count', terms: [expect.stringMatching(/crash or freeze/)], filters: { maxRating: 2 } },
  ],
  [
    'Show the trend of negative reviews by month',
    { output: 'trend', groupBy: 'month', searches: [], filters: { maxRating: 2 } },
  ],
  ['How did sync develop over time?', { output: 'trend', groupBy: 'month', searches: ['sync'] }],
  [
    'Compare the web app with the mobile app',
    {
      output: 'comparison',
      groupBy: 'product',
      searches: [],
      filters: { products: ['Mobile app', 'Web app'] },
    },
  ],
  ['Compare battery and design', { output: 'comparison', searches: ['battery', 'design'] }],
  ['Give me three quotes about slow loading', { output: 'quotes', searches: ['slow loading'] }],
  [
    'Quotes on pay to win since 2024-03',
    { output: 'quotes', searches: ['pay to win'], filters: { since: '2024-03-01', until: null } },
  ],
  ['What do people love about the API?', { filters: { minRating: 4, products: ['API'] }, searches: [] }],
  [
    'Reviews with 2 stars or less about battery',
    { searches: ['battery'], filters: { minRating: null, maxRating: 2 } },
  ],
  ['What do German reviews complain about?', { filters: { language: 'de', maxRating: 2 }, searches: [] }],
  ['?', { output: 'cited_summary', searches: [] }],
])('%j is planned by its words', (question, expected) => {
  expect(plan(question)).toMatchObject(expected);
});

test.each([
  ['complaints since June', '2026-06-01', null],
  ['what happened in December?', '2025-12-01', '2025-12-31'],
  ['in the last three months', '2026-08-22', null],
  ['this year', '2026-01-01', null],
  ['between March and May 2026', '2026-03-01', '2026-05-31'],
  ['before June 2026', null, '2026-05-31'],
  ['until June', null, '2026-06-30'],
  ['seit März', '2026-03-01', null],
  ['depuis juillet 2026', '2026-07-01', null],
  ['on 2026-03-04', '2026-03-04', '2026-03-04'],
])('the days of %j are counted from today', (question, since, until) => {
  expect(plan(question).filters).toMatchObject({ since, until });
});

test.each([
  [
    'and only the web app?',
    {
      output: 'cited_summary',
      searches: ['slow', 'takes forever'],
      filters: { maxRating: 2, products: ['Web app'] },
    },
  ],
  [
    'since June?',
    {
      searches: ['slow', 'takes forever'],
      filters: { maxRating: 2, products: ['Mobile app'], since: '2026-06-01' },
    },
  ],
  ['show me quotes', { output: 'quotes', searches: ['slow', 'takes forever'], filters: { maxRating: 2 } }],
  ['what about 1-star ones?', { filters: { minRating: 1, maxRating: 1, products: ['Mobile app'] } }],
  ['and how many are that?', { output: 'count', terms: ['slow or "takes forever"'] }],
  ['what about pricing?', { searches: ['pricing'], filters: { products: ['Mobile app'] } }],
  ['What are the top gaps of all our products?', { searches: [], filters: { products: null, maxRating: 2 } }],
])('after another question, %j changes only what it says', (question, expected) => {
  expect(plan(question, earlier)).toMatchObject(expected);
});

test.each([
  ['Wie viele Bewertungen gibt es?', { output: 'count', searches: [] }],
  [
    'Was sind die häufigsten Beschwerden?',
    { output: 'cited_summary', searches: [], filters: { maxRating: 2 } },
  ],
  ['Wie ist die Durchschnittsbewertung pro Produkt?', { output: 'count', groupBy: 'product', searches: [] }],
  [
    "Combien d'avis ont 1 étoile ?",
    { output: 'count', searches: [], filters: { minRating: 1, maxRating: 1 } },
  ],
  ['¿Cuántas reseñas mencionan el precio?', { output: 'count', terms: ['precio'] }],
  [
    '¿Cuáles son las principales quejas?',
    { output: 'cited_summary', searches: [], filters: { maxRating: 2 } },
  ],
])('%j is understood as well', (question, expected) => {
  expect(plan(question)).toMatchObject(expected);
});

test.each([
  'What is the weather in Paris?',
  'What is the capital of France?',
  'write me a poem about reviews',
  '2 + 2',
  'stock price of Acme',
  'Wie wird das Wetter morgen?',
])('%j is no question for reviews, and what is one is said', (question) => {
  const { output, reply, searches } = plan(question);
  expect({ output, searches }).toEqual({ output: 'direct', searches: [] });
  expect(reply).toContain('Tasklane');
  expect(reply.match(/\*[^*]+\*/g)).toHaveLength(2);
});

test.each([
  'Do customers write code with our API?',
  'Which story do reviews tell about the weather widget?',
  'What is wrong?',
])('%j is never refused', (question) => {
  expect(plan(question).output).not.toBe('direct');
});

test('a plan never holds more than six searches, and is quick for a very long question', () => {
  expect(plan('battery, camera, screen, price, size, weight, colour '.repeat(600)).searches).toHaveLength(6);
});
