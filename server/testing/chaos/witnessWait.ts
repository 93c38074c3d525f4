import { type Matchable, matchesRequest, type RequestMatch } from './requestMatch.ts';
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
  wait(options?: WaitOptions): Promise<void>;
  /** Settles what has come true; called after every line. */
  check(): void;
}

/** Waits for things that the witness sees; what it has seen already counts. */
export function createWaits(lines: () => readonly WitnessLine[]): Waits {
  const waiting = new Set<{ options: WaitOptions; resolve: () => void }>();
  const check = (): void => {
    for (const entry of waiting) {
      if (!hasSeen(lines(), entry.options)) continue;
      waiting.delete(entry);
      entry.resolve();
    }
  };
  return {
    wait(options = {}) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add({ options, resolve });
      check();
      return promise;
    },
    check,
  };
}

function hasSeen(
  lines: readonly WitnessLine[],
  { match = {}, n = 1, phase = 'start' }: WaitOptions,
): boolean {
  const meant = lines.filter((line) => line.phase === phase && matchesRequest(match, matchable(line)));
  return meant.length >= n;
}

function matchable({ role, model, call_id, messages }: WitnessLine): Matchable {
  return { role, model, callId: call_id, promptText: messages.map((message) => message.content).join('') };
}
