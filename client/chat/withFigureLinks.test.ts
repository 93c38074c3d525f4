import { expect, test } from 'vitest';
import type { AnswerCheck } from '#shared/runView.ts';
import { withFigureLinks } from './withFigureLinks.ts';

const answer = 'Slow: 41 of 147 reviews, 28 % of them [1].';
const check = (shown: string, figure?: number): AnswerCheck => ({
  offset: answer.indexOf(shown),
  length: shown.length,
  kind: 'count',
  verdict: 'confirmed',
  detail: '',
  ...(figure === undefined ? {} : { figure }),
});

test('every count that states a figure becomes a link to it, whatever order the checks came in', () => {
  expect(withFigureLinks(answer, [check('41 of 147 reviews', 2), check('28 %', 2)])).toBe(
    'Slow: [41 of 147 reviews](#figure-2), [28 %](#figure-2) of them [1].',
  );
});

test('quotes, citations and counts not yet shown in full stay as they are', () => {
  expect(withFigureLinks(answer, [check('Slow')])).toBe(answer);
  expect(withFigureLinks('Slow: 41 of', [check('41 of 147 reviews', 2)])).toBe('Slow: 41 of');
  expect(withFigureLinks('**41** of 147', [{ ...check('41', 2), offset: 0, length: 13 }])).toBe(
    '**41** of 147',
  );
});
