import type { Em } from '#server/db/openDatabase.ts';
import { budgetRules } from './budgetRules.ts';
import { checkAnalytics } from './checkAnalytics.ts';
import { checkEstimates } from './checkEstimates.ts';
import { checkRuns } from './checkRuns.ts';
import { checkWitness } from './checkWitness.ts';
import { createFindings, type Invariant } from './findings.ts';
import { ledgerRules } from './ledgerRules.ts';
import { ownershipRules } from './ownershipRules.ts';
import { checkRules } from './rule.ts';
import { sumRules } from './sumRules.ts';
import type { WitnessLine } from './witnessLine.ts';

/** Every invariant in order; `ok` when none is broken. */
export interface VerifyReport {
  ok: boolean;
  invariants: Invariant[];
}

interface VerifyOptions {
  /** What stood at the upstream saw, if anybody did: the one upstream of its time, on this machine's clock. */
  witness?: readonly WitnessLine[];
}

/**
 * Holds every invariant against the whole database, in one read-only snapshot. What a living owner is working on is
 * not broken. Reads by key, one run at a time, so that memory stays flat; on PGlite, whose one connection it takes,
 * everything else waits for it.
 */
export async function verify(em: Em, { witness = [] }: VerifyOptions = {}): Promise<VerifyReport> {
  const { broken, report } = createFindings();
  await em.fork().transactional(
    async (tx) => {
      await checkRules(tx, [...ledgerRules, ...ownershipRules, ...sumRules, ...budgetRules], broken);
      await checkAnalytics(tx, broken);
      await checkEstimates(tx, broken);
      await checkRuns(tx, broken);
      if (witness.length > 0) await checkWitness(tx, witness, broken);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
  const invariants = report(witness.length > 0);
  return { ok: invariants.every((invariant) => invariant.broken.length === 0), invariants };
}
