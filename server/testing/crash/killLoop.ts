import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { monotonicMs } from '../chaos/witnessLine.ts';
import { startAskingLoad } from './askingLoad.ts';
import { openCrashSite } from './crashSite.ts';
import { type AfterKill, lookAfterKill } from './lookAfterKill.ts';
import { printTable } from './printTable.ts';
import { seededRandom } from './seededRandom.ts';
import { underLoad } from './underLoad.ts';

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

/** One kill -9, and what it left. */
export interface KillRound extends AfterKill {
  kill: number;
  /** How long the load had been on. */
  underLoadMs: number;
}

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
      const round = await lookAfterKill(site, server.readyMs, killedMono);
      rounds.push({ kill, underLoadMs, ...round });
      onRound?.({ kill, underLoadMs, ...round });
    }
    await server.end('SIGTERM');
  } finally {
    await load.close();
  }
  return rounds;
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
