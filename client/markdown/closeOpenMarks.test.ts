import { expect, test } from 'vitest';
import { closeOpenMarks } from './closeOpenMarks.ts';

test.each([
  ['2. **Update, ver', '2. **Update, ver**'],
  ['2. **Update, ', '2. **Update,**'],
  ['2. **', '2. '],
  ['2. **Slow**: 39\n   -', '2. **Slow**: 39\n'],
  ['1. Slow\n2.', '1. Slow\n'],
  ['1. Slow\n2. C', '1. Slow\n2. C'],
  ['set `OPENAI_API', 'set `OPENAI_API`'],
  ['**done** and `done`', '**done** and `done`'],
  ['**open\nnext line', '**open\nnext line'],
  ['```js\nconst a = `x', '```js\nconst a = `x'],
])('%j is shown as %j', (block, shown) => {
  expect(closeOpenMarks(block)).toBe(shown);
});
