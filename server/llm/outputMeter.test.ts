import { expect, test } from 'vitest';
import { countTokens } from './countTokens.ts';
import { createOutputMeter } from './outputMeter.ts';

const text = 'The battery of the headphones lasts for a whole working day. '.repeat(20);

function unitsTaken(pieces: string[], mostTokens: number): number {
  const meter = createOutputMeter(mostTokens);
  let units = 0;
  for (const piece of pieces) {
    units += piece.length;
    if (meter.take(piece)) return units;
  }
  return units;
}

test('an answer of just as many tokens as were asked for is never over, however it is cut into pieces', () => {
  const tokens = countTokens(text);
  for (const pieces of [[...text], [text], text.match(/.{1,7}/gs) ?? []])
    expect(unitsTaken(pieces, tokens)).toBe(text.length);
});

test('what goes on beyond them is over within one piece', () => {
  const words = text.match(/\S+\s*/g) ?? [];
  const taken = text.slice(0, unitsTaken(words, 50));
  expect(countTokens(taken)).toBeLessThanOrEqual(50 + 3);
  expect(countTokens(taken)).toBeGreaterThan(50);
});
