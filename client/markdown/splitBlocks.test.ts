import { expect, test } from 'vitest';
import { splitBlocks } from './splitBlocks.ts';

const answer = `Intro.

1. **First** [1]

   - inside

2. Second

| a | b |
| - | - |

\`\`\`md
# not a heading

1. not a list
\`\`\`

Last`;

const longList = Array.from(
  { length: 60 },
  (_, index) => `${index + 1}. **Theme** in ${index} reviews\n   - quoted\n`,
).join('');

test.each([answer, longList])(
  'the blocks joined are the text, at every length of a growing answer',
  (answer) => {
    for (let length = 0; length <= answer.length; length += 1) {
      expect(splitBlocks(answer.slice(0, length)).join('')).toBe(answer.slice(0, length));
    }
  },
);

test.each([answer, longList])('all but the last block stay as they are while the answer grows', (answer) => {
  const whole = splitBlocks(answer);
  for (let length = 1; length <= answer.length; length += 1) {
    const finished = splitBlocks(answer.slice(0, length)).slice(0, -1);
    expect(whole.slice(0, finished.length)).toEqual(finished);
  }
});

test('paragraphs and tables are blocks, a loose list is one, and a fence keeps its blank lines', () => {
  expect(splitBlocks(answer).map((block) => block.split('\n')[0])).toEqual([
    'Intro.',
    '1. **First** [1]',
    '| a | b |',
    '```md',
    'Last',
  ]);
});

test('a fence is closed only by a fence at least as long', () => {
  expect(splitBlocks('````\n```\n\nstill code\n````\n\nafter')).toHaveLength(2);
});

test('a long list is cut between items, never inside one', () => {
  const blocks = splitBlocks(longList);
  expect(blocks.length).toBeGreaterThan(1);
  for (const block of blocks) expect(block).toMatch(/^\d+\. /);
  expect(Math.max(...blocks.map((block) => block.length))).toBeLessThan(1_700);
});
