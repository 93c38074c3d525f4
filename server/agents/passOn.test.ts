import { expect, test } from 'vitest';
import { passOn } from './passOn.ts';

async function* oneAndTwo() {
  yield 1;
  yield 2;
  return 'end';
}

test('pieces pass changed, the result passes unchanged', async () => {
  const passed = passOn(oneAndTwo(), (n) => [n, n * 10]);
  const seen: unknown[] = [];
  for (let next = await passed.next(); ; next = await passed.next()) {
    seen.push(next.value);
    if (next.done) break;
  }
  expect(seen).toEqual([1, 10, 2, 20, 'end']);
});

test('a consumer that leaves closes the source', async () => {
  let closed = false;
  async function* source() {
    try {
      for (let n = 0; ; n += 1) yield n;
    } finally {
      closed = true;
    }
  }
  for await (const n of passOn(source(), (n) => [n])) if (n === 2) break;
  expect(closed).toBe(true);
});
