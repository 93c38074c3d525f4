import { expect, test } from 'vitest';
import { createBlockSplitter } from './createBlockSplitter.ts';
import { splitBlocks } from './splitBlocks.ts';

const text = 'Intro.\n\n1. one\n\n   more\n2. two\n\n| a |\n| - |\n\n```\n\ncode\n```\n\nLast.\n\n';

test('a growing text is split as if it were read anew, and so is one that began again', () => {
  const split = createBlockSplitter();
  for (let length = 0; length <= text.length; length += 1)
    expect(split(text.slice(0, length))).toEqual(splitBlocks(text.slice(0, length)));
  expect(split('Another\n\nanswer')).toEqual(splitBlocks('Another\n\nanswer'));
});
