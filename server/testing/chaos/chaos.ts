import type { ChaosStats } from './chaosStats.ts';
import type { ScriptEntry } from './chooseFaults.ts';
import type { Gate, GateOptions } from './gates.ts';
import type { WitnessLine } from './witnessLine.ts';
import type { WaitOptions } from './witnessWait.ts';

/**
 * A running chaos upstream: an OpenAI-compatible endpoint that fails on demand and keeps a witness of every request.
 * Which fault a request meets is told by `createFaultChooser`, what each fault does by `faultGrammar`.
 */
export interface Chaos extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1`, the base URL for a client. */
  readonly url: string;
  readonly port: number;
  /** The witness lines after the request numbered `since`, oldest first; each request has a start and an end line. */
  log(since?: number): WitnessLine[];
  stats(): ChaosStats;
  /** @throws SyntaxError when the fault cannot be read. */
  script(entry: ScriptEntry): void;
  /** Closes a gate: requests that match and arrive later stand there until it opens. */
  gate(options?: GateOptions): Gate;
  open(gateId: string): boolean;
  /** Settles when that gate holds a request; undefined when there is no such gate. */
  reached(gateId: string): Promise<void> | undefined;
  /** Settles when that many such requests have been seen. */
  wait(options?: WaitOptions): Promise<void>;
  /** Forgets scripts, counters and lines in memory, and opens the gates; the witness file stays. */
  reset(): void;
  /** Ends every request, closes the port and the file. */
  close(): Promise<void>;
}
