import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Chaos } from './chaos.ts';
import { startChaos } from './startChaos.ts';
import { askWire, json, pieces, streamedText } from './wireClient.ts';

let chaos: Chaos;
let wholeText: string;
beforeAll(async () => {
  chaos = await startChaos();
  wholeText = streamedText(await askWire(chaos, 'ok'));
});
beforeEach(() => chaos.reset());
afterAll(() => chaos.close());

const lastLine = () => chaos.log().findLast((line) => line.phase === 'end');

test.each([0, 1, 5])('drop: a reset after %i pieces', async (at) => {
  const answer = await askWire(chaos, `drop,at=${at}`);
  expect(answer).toMatchObject({ ended: 'reset', isWhole: false });
  expect(pieces(answer)).toHaveLength(at);
  expect(lastLine()).toMatchObject({ ended: 'drop', text_sent: streamedText(answer), usage_sent: null });
});

test('drop: strikes before the finish when the answer is shorter than its place', async () => {
  const answer = await askWire(chaos, 'drop,at=500');
  expect(answer).toMatchObject({ ended: 'reset' });
  expect(streamedText(answer)).toBe(wholeText);
  expect(answer.body.toString()).not.toContain('"finish_reason":"stop"');
});

test('drop: breaks a body off in its middle', async () => {
  const answer = await askWire(chaos, 'drop,at=5', { stream: false });
  expect(answer).toMatchObject({ ended: 'reset', isWhole: false });
  expect(answer.body.toString()).toMatch(/^\{"id"/);
  expect(() => json(answer)).toThrow(SyntaxError);
  expect(lastLine()).toMatchObject({ text_sent: '', ended: 'drop' });
});

test.each([true, false])('fin: a clean end without the rest (stream %s)', async (stream) => {
  const answer = await askWire(chaos, 'fin,at=4', { stream });
  expect(answer).toMatchObject({ ended: 'fin', isWhole: true });
  expect(answer.body.length).toBeGreaterThan(20);
  expect(answer.body.toString()).not.toMatch(/\[DONE\]|"stop"/);
  expect(lastLine()).toMatchObject({ ended: 'fin' });
});

test('fin,raw: the connection ends cleanly, the body does not', async () => {
  expect(await askWire(chaos, 'fin,at=4,raw')).toMatchObject({ ended: 'fin', isWhole: false });
});

test('stall: nothing after its place until the client goes', async () => {
  const [answer, body] = await Promise.all([
    askWire(chaos, 'stall,at=5', { giveUpAfterMs: 400 }),
    askWire(chaos, 'stall,at=5', { stream: false, giveUpAfterMs: 400 }),
  ]);
  expect(answer).toMatchObject({ ended: 'gave-up', isWhole: false });
  expect(pieces(answer)).toHaveLength(5);
  expect(body).toMatchObject({ ended: 'gave-up', isWhole: false });
  await chaos.wait({ phase: 'end', n: 2 });
  expect(chaos.stats()).toMatchObject({ open: 0, byEnd: { 'client-closed': 2 } });
});

test('stall: goes on when its time is over', async () => {
  const startedAt = performance.now();
  expect(streamedText(await askWire(chaos, 'stall,at=5,ms=60'))).toBe(wholeText);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(58);
});

test('never: signs of life only', async () => {
  const [stream, body] = await Promise.all([
    askWire(chaos, 'never,ms=10', { giveUpAfterMs: 300 }),
    askWire(chaos, 'never,ms=10', { stream: false, giveUpAfterMs: 300 }),
  ]);
  expect(stream.body.toString()).toMatch(/^(: ping\n\n){2,}$/);
  expect(body.body.toString()).toMatch(/^ {2,}$/);
});
