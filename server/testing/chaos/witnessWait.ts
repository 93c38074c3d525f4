import { type Matchable, type RequestMatch, requestMatcher } from './requestMatch.ts';
import type { WitnessLine } from './witnessLine.ts';

/** What to wait for. */
export interface WaitOptions {
  match?: RequestMatch | undefined;
  /** How many such requests, counted since the start or the last reset; 1 unless said. */
  n?: number | undefined;
  /** `start`: they have been seen; `end`: they are over. `start` unless said. */
  phase?: WitnessLine['phase'] | undefined;
}

export interface Waits {
  /** @throws SyntaxError when the match cannot be read. */
  wait(options?: WaitOptions): Promise<void>;
  /** Settles what has come true; called after every line. */
  check(): void;
}

/** Waits for things that the witness sees; what it has seen already counts. */
export function createWaits(lines: () => readonly WitnessLine[]): Waits {
  const waiting = new Set<{ isTrue: () => boolean; resolve: () => void }>();
  const check = (): void => {
    for (const entry of waiting) {
      if (!entry.isTrue()) continue;
      waiting.delete(entry);
      entry.resolve();
    }
  };
  return {
    wait({ match = {}, n = 1, phase = 'start' } = {}) {
      const matches = requestMatcher(match);
      const isMeant = (line: WitnessLine): boolean => line.phase === phase && matches(matchable(line));
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add({ isTrue: () => lines().filter(isMeant).length >= n, resolve });
      check();
      return promise;
    },
    check,
  };
}

function matchable({ path, role, model, call_id, messages }: WitnessLine): Matchable {
  return {
    path,
    role,
    model,
    callId: call_id,
    promptText: messages.map((message) => message.content).join(''),
  };
}
