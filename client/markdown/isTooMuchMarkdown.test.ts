import { expect, test } from 'vitest';
import { isTooMuchMarkdown } from './isTooMuchMarkdown.ts';

test.each([
  ['three thousand quotes', '>'.repeat(3000)],
  ['quotes with spaces between', '> '.repeat(3000)],
  ['a list in a list in a list', '- '.repeat(500)],
  ['numbered lists inside each other', '1. '.repeat(500)],
  ['brackets', '['.repeat(3000)],
  ['deep indentation', `${' '.repeat(400)}- x`],
  ['a megabyte in one line', 'x'.repeat(1_000_000)],
])('%s is shown as plain text', (_name, block) => {
  expect(isTooMuchMarkdown(block)).toBe(true);
});

test.each(['> > a quote in a quote', '- a\n  - b\n    - c', '---', '| a | b |\n| - | - |', 'see [[1]]'])(
  '%j is Markdown',
  (block) => {
    expect(isTooMuchMarkdown(block)).toBe(false);
  },
);
