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

test('text without words has no statements', () => {
  expect(clauses('')).toEqual([]);
  expect(clauses('!!! 👎 …')).toEqual([]);
});

test('a text sounds good, bad or like nothing', () => {
  expect(sentimentOf('Excellent, I love it')).toBeGreaterThan(0);
  expect(sentimentOf('This is not good at all')).toBeLessThan(0);
  expect(sentimentOf('The parcel came on Monday')).toBe(0);
});
