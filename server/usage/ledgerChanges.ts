import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

const LOOK_EVERY_MS = 2_000;

/**
 * When a company's calls were opened or settled: at once, and then at most every two seconds, until `signal` aborts.
 * Yields the moment of each look that found a change.
 */
export async function* ledgerChanges(
  fork: () => Em,
  companyId: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let before: string | undefined;
  while (!signal.aborted) {
    const state = await ledgerState(fork(), companyId);
    if (state !== before) yield new Date().toISOString();
    before = state;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Differs whenever a call was opened or settled since. */
async function ledgerState(em: Em, companyId: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select concat_ws(' ',
      (select max(id) from llm_calls where company_id = ${companyId}),
      array(select id from llm_calls where status = 'open' and company_id = ${companyId} order by id)::text) as state`.execute(
    em.getKysely(),
  );
  return rows[0]?.state ?? '';
}
