import { createReadStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readWitness } from '#server/verify/readWitness.ts';
import { monotonicMs } from '../chaos/witnessLine.ts';
import { startAskingLoad } from './askingLoad.ts';
import { type CrashSite, openCrashSite } from './crashSite.ts';
import { type Outside, outside } from './outside.ts';
import type { OwnProcess } from './ownProcess.ts';
import { printTable } from './printTable.ts';
import { seededRandom } from './seededRandom.ts';

interface KillLoopOptions {
  kills: number;
  seed: number;
  /** A PostgreSQL database of the loop's own; none means PGlite. */
  databaseUrl?: string | undefined;
  conversations?: number;
  /** How long a server lives under load at most. */
  longestLifeMs?: number;
  onRound?: (round: KillRound) => void;
}

/** What one kill -9 left, as seen from outside. */
export interface KillRound {
  kill: number;
  /** How long the load had been on. */
  underLoadMs: number;
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
  broken: string[];
}

const PATIENCE_MS = 5_000;
/** Paced like a model, with the everyday faults of one. */
const profile = {
  'ttfb,ms=30;gap,ms=8': 0.82,
  'nousage;gap,ms=8': 0.06,
  p429: 0.04,
  pDrop: 0.04,
  'errobj,at=4': 0.02,
};

/**
 * Kills the server with SIGKILL at random moments under load and looks at what the next one makes of it: every
 * request that the upstream saw has its row, nothing stays open, every invariant holds.
 */
export async function killLoop(options: KillLoopOptions): Promise<KillRound[]> {
  const { kills, seed, databaseUrl, conversations = 6, longestLifeMs = 2_200, onRound } = options;
  const random = seededRandom(seed);
  await using site = await openCrashSite({ databaseUrl, seed, profile });
  const load = startAskingLoad(site.url, conversations);
  const rounds: KillRound[] = [];
  try {
    let server = await site.startServer();
    for (let kill = 1; kill <= kills; kill += 1) {
      const resumedMs = performance.now();
      load.resume();
      await underLoad(site);
      await sleep(random() * longestLifeMs);
      const underLoadMs = Math.round(performance.now() - resumedMs);
      const killedMono = monotonicMs();
      const gone = server.end('SIGKILL');
      load.pause();
      await gone;
      server = await site.startServer();
      const round = await lookAt(site, server, killedMono);
      rounds.push({ kill, underLoadMs, ...round });
      onRound?.({ kill, underLoadMs, ...round });
    }
    await server.end('SIGTERM');
  } finally {
    await load.close();
  }
  return rounds;
}

/** Resolves once the upstream is working on a request. */
async function underLoad({ chaosUrl }: CrashSite): Promise<void> {
  for (;;) {
    const response = await fetch(new URL('/_chaos/stats', chaosUrl));
    const { open }: { open: number } = await response.json();
    if (open > 0) return;
    await sleep(20);
  }
}

async function lookAt(
  site: CrashSite,
  server: OwnProcess<string>,
  killedMono: number,
): Promise<Omit<KillRound, 'kill' | 'underLoadMs'>> {
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
    readyMs: Math.round(server.readyMs),
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

async function untilClean({ sql }: Outside): Promise<Pick<KillRound, 'cleanMs' | 'open' | 'running'>> {
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

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '30' },
      seed: { type: 'string', default: '7' },
      postgres: { type: 'string' },
      conversations: { type: 'string', default: '6' },
    },
  });
  const [kills, seed, conversations] = [values.kills, values.seed, values.conversations].map(Number) as [
    number,
    number,
    number,
  ];
  process.stdout.write(`kill -9, seed ${seed}, on ${values.postgres ? 'PostgreSQL' : 'PGlite'}\n`);
  const onRound = ({ broken, ...round }: KillRound) => {
    printTable([{ ...round, broken: broken.length }], round.kill === 1);
    for (const what of broken) process.stdout.write(`  BROKEN ${what}\n`);
  };
  const rounds = await killLoop({ kills, seed, conversations, databaseUrl: values.postgres, onRound });
  const sum = (of: (round: KillRound) => number) => rounds.reduce((all, round) => all + of(round), 0);
  const cleanMs = rounds.map((round) => round.cleanMs ?? Infinity).sort((a, b) => a - b);
  process.stdout.write(`
kills                          ${rounds.length}
upstream requests              ${rounds.at(-1)?.requests ?? 0}
missing rows                   ${sum((round) => round.missing)}
lost if logged after the call  ${sum((round) => round.lostIfLoggedAfter)}
open after 5 s                 ${sum((round) => round.open)}
running after 5 s              ${sum((round) => round.running)}
broken invariants              ${sum((round) => round.broken.length)}
clean after ready, median/max  ${cleanMs[Math.floor(cleanMs.length / 2)]} / ${cleanMs.at(-1)} ms
`);
  const isGood = rounds.every(
    (round) => round.missing + round.open + round.running + round.broken.length === 0,
  );
  process.exitCode = isGood ? 0 : 1;
}
