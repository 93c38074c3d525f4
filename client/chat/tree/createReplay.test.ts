import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ChatEvent, chatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, noTotals } from '#shared/runView.ts';
import { createReplay } from './createReplay.ts';

const event = (seq: number, atMs: number, rest: Record<string, unknown>): ChatEvent =>
  chatEvent.parse({ v: 1, runId: 'r', seq, at: new Date(Date.UTC(2026) + atMs).toISOString(), ...rest });
const events = [
  event(1, 0, {
    type: 'run-start',
    sessionId: 's',
    companyId: 'c',
    userId: 'u',
    question: 'Why?',
    attempt: 1,
  }),
  event(2, 400, { type: 'answer-start', callId: null }),
  event(3, 400, { type: 'answer-delta', offset: 0, text: 'Be' }),
  // written by another process, whose clock is behind
  event(4, 390, { type: 'answer-delta', offset: 2, text: 'cause' }),
  event(5, 1_600, { type: 'answer-end', length: 7, finishReason: 'stop' }),
  event(6, 3_200, { type: 'run-end', status: 'done', totals: noTotals, ms: 3_200, message: 'Because' }),
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each event comes at its time, at any speed, and the end is what was stored', () => {
  const replay = createReplay(events);
  expect(replay.durationMs).toBe(3_200);
  replay.play();
  vi.advanceTimersByTime(350);
  expect(replay.getState().view).toMatchObject({ seq: 1, status: 'running', answer: '' });
  vi.advanceTimersByTime(50);
  expect(replay.getState().view.answer).toBe('Because');
  replay.setSpeed(16);
  vi.advanceTimersByTime(100);
  expect(replay.getState()).toMatchObject({ positionMs: 2_000, view: { seq: 5 } });
  vi.advanceTimersByTime(100);
  expect(replay.getState()).toMatchObject({ positionMs: 3_200, isPlaying: false });
  expect(replay.getState().view).toEqual(events.reduce(foldRun, emptyRun));
  expect(vi.getTimerCount()).toBe(0);
});

test('a pause holds the time, and a step back takes back what had not happened yet', () => {
  const replay = createReplay(events);
  replay.play();
  vi.advanceTimersByTime(500);
  replay.pause();
  vi.advanceTimersByTime(5_000);
  expect(replay.getState()).toMatchObject({ positionMs: 500, isPlaying: false });
  expect(replay.clock.now()).toBe(Date.UTC(2026) + 500);
  replay.seek(100);
  expect(replay.getState().view).toMatchObject({ seq: 1, answer: '' });
  replay.seek(3_200);
  expect(replay.getState().view.status).toBe('done');
});

test('played once more it begins again', () => {
  const replay = createReplay(events);
  const seen: number[] = [];
  const leave = replay.subscribe(() => seen.push(replay.getState().view.seq));
  replay.seek(3_200);
  replay.play();
  expect(replay.getState()).toMatchObject({ positionMs: 0, isPlaying: true, view: { seq: 1 } });
  leave();
  replay.pause();
  expect(seen).toEqual([6, 1]);
});
