import { expect, test } from 'vitest';
import { notablePhrasesIn } from './notablePhrasesIn.ts';

const bad = [
  'It keeps crashing on my old phone.',
  'Keeps crashing. I want my money back!',
  'The app keeps crashing when I open a board',
  'Parcel arrived broken, twice',
  'Arrived broken and late',
  'My cups arrived broken :(',
  'Not pay-to-win they said. It is pay to win.',
  'Pay to win',
  'pay to win, really',
  'I love the boards',
];
const good = [
  'I love the boards',
  'The boards are great',
  'Boards!',
  'It is the best app',
  'Nice and quick',
  'Good parcel',
];
const named = async (...parameters: Parameters<typeof notablePhrasesIn>) =>
  (await notablePhrasesIn(...parameters)).map(({ phrase }) => phrase);

test('phrases of a scope are told in the customers’ words, with their reviews on both sides', async () => {
  const phrases = await notablePhrasesIn(bad, good);
  expect(phrases).toContainEqual({ phrase: 'keeps crashing', inScope: 3, others: 0 });
  expect(phrases).toContainEqual({ phrase: 'arrived broken', inScope: 3, others: 0 });
  expect(phrases).toContainEqual({ phrase: 'pay to win', inScope: 3, others: 0 });
  expect(phrases.map(({ phrase }) => phrase)).not.toContain('boards');
});

test('of nested phrases the longest stays, and no filler, pronoun or name of the thing itself', async () => {
  const phrases = await named(bad, good, ['Parcel']);
  expect(phrases).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:crashing|broken|pay|app|it|parcel|not pay)$/i)]),
  );
});

test('without other reviews the most frequent comes first, several words before one', async () => {
  const some = [
    'Dog food is fresh',
    'my dog food',
    'dog food again',
    'fresh tea',
    'fresh tea',
    'fresh milk',
    'tea',
  ];
  expect((await named(some, []))[0]).toBe('dog food');
});

test('a negation belongs to the phrase, joined words don’t hide one, markup is no word', async () => {
  const some = ['It doesn’t load<br />at all', 'doesn’t load', 'Doesn’t load since May', 'fine'];
  expect(await named(some, ['It loads', 'loads'])).toContain('doesn’t load');
});

test('nothing comes of nothing', async () => {
  expect(await notablePhrasesIn([], [])).toEqual([]);
  expect(await notablePhrasesIn(['', '!!!', '通知'], ['?'])).toEqual([]);
});

test('other work goes on while thousands of texts are read', async () => {
  const texts = Array.from(
    { length: 3_000 },
    (_, n) => `Review ${n}: ${bad[n % bad.length]} ${bad[(n * 7) % bad.length]}`,
  );
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await notablePhrasesIn(texts.slice(0, 1_500), texts.slice(1_500));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});

test('a phrase begins and ends with a word that says something, in German as well', async () => {
  const german = [
    'Die App stürzt beim Öffnen ab',
    'Die App stürzt beim Start ab, jedes Mal',
    'die App stürzt beim Laden ab',
    'Leider: die App stürzt beim Speichern',
  ];
  const phrases = await named(german, good);
  expect(phrases).toContain('App stürzt');
  for (const phrase of phrases)
    expect(phrase).not.toMatch(/^(?:die|beim|jedes) | (?:die|beim|jedes)$|^(?:die|beim)$/i);
});
