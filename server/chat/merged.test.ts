import { expect, test } from 'vitest';
import { merged } from './merged.ts';

async function* numbers(from: number, to: number): AsyncGenerator<number, void> {
  for (let n = from; n <= to; n += 1) {
    await Promise.resolve();
    yield n;
  }
}

test('everything comes through once, each generator in its own order', async () => {
  const all = await Array.fromAsync(merged([numbers(1, 5), numbers(101, 103), numbers(1, 0)]));
  expect(all.filter((n) => n < 100)).toEqual([1, 2, 3, 4, 5]);
  expect(all.filter((n) => n > 100)).toEqual([101, 102, 103]);
});

test('one that waits holds nobody up, and one that fails is heard', async () => {
  const { promise: never } = Promise.withResolvers<void>();
  const items = merged([
    (async function* (): AsyncGenerator<number, void> {
      await never;
      yield 0;
    })(),
    (async function* (): AsyncGenerator<number, void> {
      yield 1;
      yield 2;
      throw new Error('the database is away');
    })(),
  ]);
  expect((await items.next()).value).toBe(1);
  expect((await items.next()).value).toBe(2);
  await expect(items.next()).rejects.toThrow('the database is away');
});

test('whoever leaves early leaves every source, at whatever place each of them stands', async () => {
  const left: number[] = [];
  const source = async function* (n: number, ends: Promise<void>): AsyncGenerator<number, void> {
    try {
      yield n;
      await ends;
      yield n;
    } finally {
      left.push(n);
    }
  };
  const end = Promise.withResolvers<void>();
  const items = merged([source(1, end.promise), source(2, end.promise), source(3, Promise.resolve())]);
  await items.next();
  await items.return();
  end.resolve();
  await expect.poll(() => left.toSorted()).toEqual([1, 2, 3]);
});
