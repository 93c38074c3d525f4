import { once } from 'node:events';
import { countingMatcher, type Matchable, type RequestMatch } from './requestMatch.ts';

/**
 * Where a request can be held: read and witnessed (`request`), after the headers, after that many pieces of the
 * answer, or with all pieces out and the end withheld.
 */
type GatePoint = 'request' | 'headers' | 'end' | number;

export interface GateOptions {
  match?: RequestMatch | undefined;
  /** `request` unless said. */
  at?: GatePoint | undefined;
}

/** A closed gate: the requests it means wait there until it opens. */
export interface Gate {
  readonly id: string;
  /** Settles when the first request stands at the gate. */
  readonly reached: Promise<void>;
  /** Lets all pass, now and later. */
  open(): void;
}

/** Holds one request at a point while a gate there is closed; rejects when the signal aborts. */
export type Hold = (point: GatePoint, signal: AbortSignal) => Promise<void>;

interface ClosedGate extends Gate {
  at: GatePoint;
  means: (request: Matchable) => boolean;
  arrive(): void;
  opened: AbortSignal;
}

export interface Gates {
  gate(options?: GateOptions): Gate;
  /** Opens the gate with that id; false when there is none. */
  open(id: string): boolean;
  /** Settles when the gate with that id holds a request; undefined when there is none. */
  reached(id: string): Promise<void> | undefined;
  /** Binds the gates that mean this request. */
  holdFor(request: Matchable): Hold;
  openAll(): void;
}

export function createGates(): Gates {
  const closed = new Map<string, ClosedGate>();
  let made = 0;
  return {
    gate({ match = {}, at = 'request' } = {}) {
      made += 1;
      const id = `gate-${made}`;
      const reached = Promise.withResolvers<void>();
      const opening = new AbortController();
      const open = (): void => {
        closed.delete(id);
        opening.abort();
      };
      const gate = { id, at, open, reached: reached.promise, arrive: reached.resolve };
      closed.set(id, { ...gate, means: countingMatcher(match), opened: opening.signal });
      return { id, reached: reached.promise, open };
    },
    open(id) {
      const gate = closed.get(id);
      gate?.open();
      return gate !== undefined;
    },
    reached: (id) => closed.get(id)?.reached,
    holdFor(request) {
      const mine = [...closed.values()].filter((gate) => gate.means(request));
      return async (point, signal) => {
        for (const gate of mine) {
          if (gate.at !== point || gate.opened.aborted) continue;
          gate.arrive();
          await once(gate.opened, 'abort', { signal });
        }
      };
    },
    openAll() {
      for (const gate of closed.values()) gate.open();
    },
  };
}
