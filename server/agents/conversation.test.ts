import { expect, test } from 'vitest';
import { conversation } from './conversation.ts';

test('earlier turns become messages, oldest first, without their citations', () => {
  expect(conversation([{ question: 'Gaps?', answer: 'Slow [1, 2]. Dear [3].' }])).toEqual([
    { role: 'user', content: 'Gaps?' },
    { role: 'assistant', content: 'Slow. Dear.' },
  ]);
});

test('at most six turns and about 4,000 characters are kept, the newest first of all', () => {
  const short = Array.from({ length: 20 }, (_, n) => ({ question: `q${n}`, answer: `a${n}` }));
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
  const long = Array.from({ length: 6 }, (_, n) => ({ question: `${n}`, answer: 'x'.repeat(30_000) }));
  expect(conversation(long).map((message) => message.content?.length)).toEqual([
    1, 1_200, 1, 1_200, 1, 1_200,
  ]);
});
