import { expect, test } from 'vitest';
import { conversation } from './conversation.ts';

test('earlier turns become messages, oldest first, without their citations', () => {
  expect(conversation([{ question: 'Gaps?', answer: 'Slow [1, 2]. Dear [3].', scope: null }])).toEqual([
    { role: 'user', content: 'Gaps?' },
    { role: 'assistant', content: 'Slow. Dear.' },
  ]);
});

test('at most six turns and 1,000 tokens are kept, the newest first of all', () => {
  const short = Array.from({ length: 20 }, (_, n) => ({ question: `q${n}`, answer: `a${n}`, scope: null }));
  expect(conversation(short).map((message) => message.content)).toEqual([
    'q14',
    'a14',
    'q15',
    'a15',
    'q16',
    'a16',
    'q17',
    'a17',
    'q18',
    'a18',
    'q19',
    'a19',
  ]);
  // about 200 tokens each
  const long = Array.from({ length: 6 }, (_, n) => ({
    question: `${n}`,
    answer: 'slow '.repeat(200),
    scope: null,
  }));
  expect(conversation(long).map((message) => message.content?.length)).toEqual([
    1, 999, 1, 999, 1, 999, 1, 999,
  ]);
});
