import { type InvariantId, invariants, needWitness } from './invariants.ts';

/** One invariant, held against a database. */
export interface Invariant {
  id: number;
  sentence: string;
  /** Ids of what breaks it, at most 1,000; empty when it holds. */
  broken: string[];
  /** False when it could not be looked at: there was no witness. */
  checked: boolean;
}

/** Says that `id` breaks an invariant. */
export type Broken = (invariant: InvariantId, id: string) => void;

/** So that a database in which everything is broken still fits into memory. */
const MOST_IDS = 1_000;

/** Collects what is broken, each id once. */
export function createFindings() {
  const found = new Map<InvariantId, Set<string>>();
  const broken: Broken = (invariant, id) => {
    const ids = found.get(invariant) ?? new Set();
    if (ids.size < MOST_IDS) found.set(invariant, ids.add(id));
  };
  return {
    broken,
    /** Every invariant in order, with what breaks it. */
    report: (hasWitness: boolean): Invariant[] =>
      Object.entries(invariants).map(([key, sentence]) => {
        const id = Number(key) as InvariantId;
        const checked = hasWitness || !needWitness.has(id);
        return { id, sentence, broken: [...(found.get(id) ?? [])], checked };
      }),
  };
}
