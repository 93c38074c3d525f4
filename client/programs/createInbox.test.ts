import { expect, test } from 'vitest';
import { createInbox } from './createInbox.ts';

test('what was pushed before and during the reading comes in order, and closing ends it', async () => {
  const inbox = createInbox<number>();
  inbox.push(1);
  inbox.push(2);
  const read = Array.fromAsync(inbox);
  await Promise.resolve();
  inbox.push(3);
  inbox.close();
  expect(await read).toEqual([1, 2, 3]);
});

test('an error comes after all that was pushed before it', async () => {
  const inbox = createInbox<number>();
  inbox.push(1);
  inbox.close(new Error('gone'));
  inbox.close();
  const seen: number[] = [];
  const read = async () => {
    for await (const item of inbox) seen.push(item);
  };
  await expect(read()).rejects.toThrow('gone');
  expect(seen).toEqual([1]);
});
