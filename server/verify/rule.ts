import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { Broken } from './findings.ts';
import type { InvariantId } from './invariants.ts';

/** An invariant that one query can hold: it selects, as `id`, what breaks it. */
export interface Rule {
  invariant: InvariantId;
  broken: RawBuilder<{ id: string }>;
}

/** Runs rules one by one; the database does the looking, so memory stays flat. */
export async function checkRules(tx: Em, rules: readonly Rule[], broken: Broken): Promise<void> {
  for (const rule of rules) {
    const { rows } = await sql<{ id: string }>`select id from (${rule.broken}) as broken limit 1000`.execute(
      tx.getKysely(),
    );
    for (const { id } of rows) broken(rule.invariant, id);
  }
}
