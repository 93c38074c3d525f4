import type { ServerResponse } from 'node:http';
import type { ChatRequest } from './chatRequest.ts';
import type { FaultSet } from './faultSet.ts';
import type { Hold } from './gates.ts';
import type { WitnessEntry } from './witness.ts';

/** One request under way and all that answers it. */
export interface Exchange {
  request: ChatRequest;
  response: ServerResponse;
  faults: FaultSet;
  entry: WitnessEntry;
  hold: Hold;
  /** Aborts when the client goes away or the upstream closes: every wait ends with it. */
  signal: AbortSignal;
  /** Closes the port for a while. */
  refuse(ms: number): void;
}
