import { createReadStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readWitness } from '#server/verify/readWitness.ts';
import type { CrashSite } from './crashSite.ts';
import { type Outside, outside } from './outside.ts';

/** What a kill -9 left. */
export interface AfterKill {
  /** Requests that the upstream has seen so far. */
  requests: number;
  /** Seen by the upstream, not yet answered when the process died: logging after the call would have lost them. */
  lostIfLoggedAfter: number;
  /** Seen by the upstream, and without a row. */
  missing: number;
  readyMs: number;
  /** From ready until nothing was open; null when that took more than five seconds. */
  cleanMs: number | null;
  open: number;
  running: number;
  /** `11: <run id>` and the like; empty when every invariant holds. */
  broken: string[];
}

const PATIENCE_MS = 5_000;

/** Looks, from outside, at a server that has just become ready in the place of one killed at `killedMono`. */
export async function lookAfterKill(
  site: CrashSite,
  readyMs: number,
  killedMono: number,
): Promise<AfterKill> {
  const seen = outside(site.url);
  const missing = await missingRows(site, seen);
  const clean = await untilClean(seen);
  const requests = await witnessed(site);
  const cut = requests.filter(
    (request) => request.t_mono < killedMono && (request.ended_mono ?? Infinity) > killedMono,
  );
  return {
    requests: requests.length,
    lostIfLoggedAfter: cut.length,
    missing,
    readyMs: Math.round(readyMs),
    ...clean,
    broken: await seen.broken(readFileSync(site.witnessFile)),
  };
}

async function witnessed({ witnessFile }: CrashSite) {
  const requests = await readWitness(createReadStream(witnessFile));
  return requests.filter((request) => request.method === 'POST');
}

/** Asked at once, before anything could be mended: rows are there or they never were. */
async function missingRows(site: CrashSite, { sql }: Outside): Promise<number> {
  const ids = (await witnessed(site)).map((request) => request.call_id ?? 'none');
  let missing = 0;
  for (let start = 0; start < ids.length; start += 2_000) {
    const list = ids.slice(start, start + 2_000).join(',');
    const [row] = await sql(`select count(*) from unnest('{${list}}'::text[]) as seen (id)
      where not exists (select from llm_calls where call_id::text = seen.id)`);
    missing += Number(row?.[0]);
  }
  return missing;
}

async function untilClean({ sql }: Outside): Promise<Pick<AfterKill, 'cleanMs' | 'open' | 'running'>> {
  const startedMs = performance.now();
  for (;;) {
    const [row] = await sql(`select (select count(*) from llm_calls where status = 'open'),
      (select count(*) from runs where status in ('queued', 'running'))`);
    const [open, running] = [Number(row?.[0]), Number(row?.[1])];
    const ms = Math.round(performance.now() - startedMs);
    if (open + running === 0) return { cleanMs: ms, open, running };
    if (ms > PATIENCE_MS) return { cleanMs: null, open, running };
    await sleep(50);
  }
}
