import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerStream } from '#server/agents/answerStream.ts';
import { passOn } from '#server/agents/passOn.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { claimBasis } from './testBasis.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** An answer of a model that says something, is silent for a while, and goes on. */
async function stalled(begun: string, rest: string, silentMs: number) {
  const answer = answerStream(claimBasis);
  async function* model() {
    for (const word of begun.match(/\S+\s*|\s+/g) ?? []) yield word;
    await new Promise((resolve) => setTimeout(resolve, silentMs));
    yield rest;
  }
  const said: NewChatEvent[] = [];
  const reading = (async () => {
    const passed = passOn(model(), (word) => answer.push(word, null), {
      dueMs: answer.patienceMs,
      onDue: answer.settle,
    });
    for await (const event of passed) said.push(event);
    said.push(...answer.end('stop'));
  })();
  const shown = () => said.map((event) => (event.type === 'answer-delta' ? event.text : '')).join('');
  await vi.advanceTimersByTimeAsync(999);
  const before = shown();
  await vi.advanceTimersByTimeAsync(2);
  const after = shown();
  await vi.advanceTimersByTimeAsync(silentMs);
  await reading;
  return { before, after, whole: shown(), said };
}

test.each([
  [
    'in the middle of a count',
    'It is in 41 of',
    ' 147 negative reviews [F2].',
    'It is in',
    'It is in 41 of',
    'It is in 41 of 147 negative reviews.',
  ],
  [
    'before it says what is counted',
    'It is in 52 of 147 negative reviews',
    ' [F2].',
    'It is in',
    'It is in some negative reviews',
    'It is in some negative reviews.',
  ],
  [
    'in the middle of a tag',
    'It is in 41 of 147 negative reviews [F',
    '2].',
    'It is in',
    'It is in 41 of 147 negative reviews',
    'It is in 41 of 147 negative reviews.',
  ],
  [
    'in the middle of a true quote',
    'One says “Takes forever to',
    ' load on my Pixel” [1].',
    'One says',
    'One says “Takes forever to',
    'One says “Takes forever to load on my Pixel” [1].',
  ],
  [
    'in the middle of a false quote',
    'One says “I adore this marvel',
    ' every day” [1]. Fine.',
    'One says',
    'One says “…”',
    'One says “…” [1]. Fine.',
  ],
  [
    'in a quote that was true so far',
    'One says “Takes forever and ',
    'ever” [1].',
    'One says',
    'One says “…”',
    'One says “…” [1].',
  ],
  [
    'in a blockquote',
    '> Takes forever to ',
    'load on my Pixel [1]',
    '',
    '> Takes forever to',
    '> Takes forever to load on my Pixel [1]',
  ],
  ['behind a colon', 'They say:', ' nothing.', 'They say', 'They say:', 'They say: nothing.'],
])(
  'a model that falls silent %s keeps nobody waiting for more than a second',
  async (_, begun, rest, before, after, whole) => {
    const seen = await stalled(begun, rest, 10_000);
    expect(seen.before.trimEnd()).toBe(before);
    expect(seen.after.trimEnd()).toBe(after);
    expect(seen.whole).toBe(whole);
  },
);

test('plain words never wait, and no timer is set for them', async () => {
  const answer = answerStream(claimBasis);
  for (const word of ['It', ' crashes', ' when', ' boards', ' load']) {
    expect([...answer.push(word, null)].at(-1)).toMatchObject({ type: 'answer-delta', text: word });
    expect(answer.patienceMs()).toBeNull();
  }
});

test('a count that had to leave half said is told to be wrong once the rest is there', async () => {
  const { whole, said } = await stalled('It is in 52 of', ' 147 negative reviews, we read.', 2_000);
  expect(whole).toBe('It is in 52 of 147 negative reviews, we read.');
  const checks = said.filter((event) => event.type === 'answer-check');
  expect(checks).toContainEqual(
    expect.objectContaining({ kind: 'count', verdict: 'wrong', detail: '52 of 147 negative reviews' }),
  );
});

test('a quote that was ended early is told with what had come of it', async () => {
  const { said } = await stalled('One says “I adore this marvel', ' every day” [1].', 2_000);
  expect(said.filter((event) => event.type === 'answer-check')).toMatchObject([
    { kind: 'quote', verdict: 'replaced', detail: '“I adore this marvel' },
  ]);
});
