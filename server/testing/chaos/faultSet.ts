import type { ChaosFault } from './chaosFault.ts';
import type { FaultName } from './faultGrammar.ts';

/** The faults of one request, easy to ask. */
export interface FaultSet {
  /** As the witness records them; `ok` when there are none. */
  readonly source: string;
  has(name: FaultName): boolean;
  /** A numeric option; `fallback` when the fault or the option is missing. */
  number(name: FaultName, option: string, fallback: number): number;
  /** An option as written. */
  word(name: FaultName, option: string): string | undefined;
}

export function faultSet(faults: readonly ChaosFault[]): FaultSet {
  const find = (name: FaultName): ChaosFault | undefined => faults.find((fault) => fault.name === name);
  return {
    source: faults.map((fault) => fault.source).join(';') || 'ok',
    has: (name) => find(name) !== undefined,
    number: (name, option, fallback) => Number(find(name)?.options.get(option) ?? fallback),
    word: (name, option) => find(name)?.options.get(option),
  };
}
