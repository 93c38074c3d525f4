import { expect, test } from 'vitest';
import { emptyRun } from '#shared/runView.ts';
import { answerMarkdown } from './answerMarkdown.ts';

const source = { source: 'App Store', product: 'Mobile app', reviewedAt: '2026-05-03T00:00:00.000Z' };

test('an answer is copied with its question, its scope, what its counts count, and the reviews it cites', () => {
  const figure = { kind: 'count' as const, label: 'Slow app', average: null, filter: {}, count: 4, base: 9 };
  const text = answerMarkdown({
    ...emptyRun,
    question: 'What is *slow*?',
    answer: '**Loading**: 4 of 9 negative reviews [2].',
    scope: { output: 'cited_summary', filters: { maxRating: 2, since: '2026-01-01' }, searches: [] },
    figures: [
      { ...figure, n: 1, text: '4 of 9 negative reviews' },
      { ...figure, n: 2, text: '9 of 9 reviews' },
    ],
    checks: [{ offset: 0, length: 4, kind: 'count', verdict: 'confirmed', detail: '', figure: 1 }],
    sources: [
      { ...source, n: 1, reviewId: 'a', rating: 5, text: 'Not cited' },
      { ...source, n: 2, reviewId: 'b', rating: 1, text: '# Takes\n<b>forever</b>' },
    ],
  });
  expect(text).toBe(String.raw`# What is \*slow\*?

Over: negative reviews, since 2026-01-01

**Loading**: 4 of 9 negative reviews [2].

## Counts

- 4 of 9 negative reviews: Slow app

## Sources

2. \# Takes \<b\>forever\</b\> (rated 1, Mobile app, App Store, 2026-05-03)
`);
});

test('an answer without reviews is its question and its text', () => {
  expect(answerMarkdown({ ...emptyRun, question: 'Hello', answer: 'Hi.' })).toBe('# Hello\n\nHi.\n');
});
