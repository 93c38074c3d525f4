import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChatEvent, chatEvent } from './chatEvent.ts';
import { emptyRun, foldRun, type StreamEvent } from './runView.ts';

const at = '2026-01-01T00:00:00.000Z';
const event = (seq: number, rest: Record<string, unknown>) =>
  chatEvent.parse({ v: 1, runId: 'r', seq, at, ...rest });

const told: ChatEvent[] = [
  event(1, { type: 'run-start', sessionId: 's', companyId: 'c', userId: 'u', question: 'Why?', attempt: 1 }),
  event(2, { type: 'status', phase: 'writing', message: 'Writing answer...' }),
  event(3, { type: 'step-start', stepId: 'a', name: 'Answer' }),
  event(4, {
    type: 'call-start',
    callId: 'k',
    stepId: 'a',
    role: 'Answer',
    model: 'm',
    provider: 'p',
    callType: 'CHAT',
    attempt: 1,
    estimatedPromptTokens: 3,
  }),
  event(5, { type: 'answer-start', callId: 'k' }),
  event(6, { type: 'answer-delta', offset: 0, text: 'Be' }),
  event(7, { type: 'answer-delta', offset: 2, text: 'cause 👍' }),
  event(8, { type: 'answer-end', length: 10, finishReason: 'stop' }),
];

test('any overlap and any cut folds to the same bytes', () => {
  const whole = JSON.stringify(told.reduce(foldRun, emptyRun));
  fc.assert(
    fc.property(fc.array(fc.nat(told.length - 1), { maxLength: 6 }), (restarts) => {
      let view = emptyRun;
      for (const from of [...restarts, 0]) {
        // a reconnect begins anywhere before what was seen already
        for (const one of told.slice(Math.min(from, view.seq))) view = foldRun(view, one);
      }
      expect(JSON.stringify(view)).toBe(whole);
    }),
  );
});

test('a snapshot stands for everything up to its number', () => {
  const view = told.slice(0, 6).reduce(foldRun, emptyRun);
  const snapshot: StreamEvent = { v: 1, type: 'snapshot', runId: 'r', seq: 6, at, view };
  expect(told.reduce(foldRun, foldRun(emptyRun, snapshot))).toEqual(told.reduce(foldRun, emptyRun));
});

test('an answer that begins again drops the old text', () => {
  const before = told.reduce(foldRun, emptyRun);
  const resumed = [
    event(9, { type: 'run-resume', attempt: 2 }),
    event(10, { type: 'answer-delta', offset: 0, text: 'Anew' }),
  ].reduce(foldRun, before);
  expect(resumed).toMatchObject({ attempt: 2, answer: 'Anew' });
});

test('a type of a later version changes nothing but the number', () => {
  const view = told.reduce(foldRun, emptyRun);
  const later = { v: 1, type: 'confetti', runId: 'r', seq: 9, at } as unknown as ChatEvent;
  expect(foldRun(view, later)).toEqual({ ...view, seq: 9 });
});

test('an event of a call or tool leaves every other node the object it was', () => {
  const tools = ['t', 'u'].map((toolId, at) =>
    event(9 + at, { type: 'tool-start', toolId, stepId: 'a', name: 'search_reviews', facts: [] }),
  );
  const before = [...told, ...tools, event(11, { type: 'step-start', stepId: 'b', name: 'Answer' })].reduce(
    foldRun,
    emptyRun,
  );
  const end = { type: 'tool-end', toolId: 't', status: 'done', facts: [], ms: 1, reviewIds: ['r1'] };
  const after = foldRun(before, event(12, end));
  expect(after.steps[0]?.children[1]).toMatchObject({ status: 'done', reviewIds: ['r1'] });
  expect(after.steps[0]?.children[0]).toBe(before.steps[0]?.children[0]);
  expect(after.steps[0]?.children[2]).toBe(before.steps[0]?.children[2]);
  expect(after.steps[1]).toBe(before.steps[1]);
});
