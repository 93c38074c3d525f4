import { expect, test } from 'vitest';
import { clauses } from './clauses.ts';
import { sentimentOf } from './sentimentOf.ts';

const words = (text: string) => clauses(text).map((clause) => clause.map((word) => word.text));
const stems = (text: string) =>
  clauses(text)
    .flat()
    .map(({ stem }) => stem);
const content = (text: string) =>
  clauses(text)
    .flat()
    .filter((word) => word.content)
    .map((word) => word.text);

test('statements end with punctuation and joining words', () => {
  expect(words('It loads slowly, and the boards hang. Why?')).toEqual([
    ['It', 'loads', 'slowly'],
    ['the', 'boards', 'hang'],
    ['Why'],
  ]);
  expect(words('pay-to-win<br />Never again https://example.org/a-b')).toEqual([
    ['pay', 'to', 'win'],
    ['Never', 'again'],
  ]);
});

test('words are compared by their stems, every negation as one', () => {
  expect(stems('crashes crashed crashing')).toEqual(['crash', 'crash', 'crash']);
  expect(stems('doesn’t can’t won’t never')).toEqual(['not', 'not', 'not', 'not']);
  expect(words('It doesn’t load')).toEqual([['It', 'doesn’t', 'load']]);
});

test('what names, does or describes something is content; pronouns, articles and numbers are not', () => {
  expect(content('My old phone crashes on it 3 times')).toEqual(['old', 'phone', 'crashes', 'times']);
});

test('the small words of German, French and Spanish are no content, in English those that look the same are', () => {
  expect(content('Die App stürzt beim Öffnen ab')).toEqual(['App', 'stürzt', 'Öffnen']);
  expect(content('Es geht nicht mehr auf dem Tablet')).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:es|mehr|auf|dem)$/i)]),
  );
  expect(content('Le livreur est en retard avec ma commande')).toEqual(['livreur', 'retard', 'commande']);
  expect(content('La aplicación se cierra con cada foto')).toEqual(['aplicación', 'cierra', 'foto']);
  expect(content('My car batteries die, the war game has no son')).toEqual(
    expect.arrayContaining(['car', 'batteries', 'die', 'war', 'son']),
  );
});

test('text without words has no statements', () => {
  expect(clauses('')).toEqual([]);
  expect(clauses('!!! 👎 …')).toEqual([]);
});

test('a text sounds good, bad or like nothing', () => {
  expect(sentimentOf('Excellent, I love it')).toBeGreaterThan(0);
  expect(sentimentOf('This is not good at all')).toBeLessThan(0);
  expect(sentimentOf('The parcel came on Monday')).toBe(0);
});
