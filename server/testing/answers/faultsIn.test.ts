import { expect, test } from 'vitest';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import { faultsIn } from './faultsIn.ts';

function faults(message: string): string[] {
  const figures = [
    { kind: 'count', text: '1,200 of 4,800 reviews', count: 1_200, base: 4_800 },
    { kind: 'average', text: '2.8 of 5', count: 300, base: 300 },
  ];
  const citations = [{ n: 1, review_id: 'r1', text: 'Slow\nand "frozen" [again].', rating: 1 }];
  return faultsIn({ message, metadata: { figures, citations } } as unknown as ChatAnswer);
}

test('an answer that its figures and reviews bear out has no fault', () => {
  expect(
    faults(
      '1,200 of 4,800 reviews (25 %), rated 2.8 of 5: “Slow and "frozen" (again).” [1] “…and "frozen"…” [1]',
    ),
  ).toEqual([]);
});

test.each([
  '1,201 of 4,800 reviews',
  '1,200 of 4,801 negative reviews',
  '1,200 of 4,800 reviews (24 %)',
  'a share of 25 %',
  'It is rated 2.7 of 5.',
  'So they say [2].',
  '“Slow and molten” [1]',
])('what they do not bear out is one: %s', (message) => {
  expect(faults(message)).toHaveLength(1);
});
