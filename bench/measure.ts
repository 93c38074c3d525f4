import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerText, streamOf } from './answerText.ts';
import type { Contestant } from './contestants.ts';
import { waitedMs } from './cores.ts';
import { type Follower, follow } from './followers.ts';
import { startChild } from './startChild.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** The load that every contestant gets alike. */
export interface Load {
  streams: number;
  tokensPerSecond: number;
  warmUpSeconds: number;
  windowSeconds: number;
}

/** What one contestant cost in one round. */
export interface Measurement {
  name: string;
  /** CPU time of the server process per token that reached a follower, in microseconds. */
  cpuPerToken: number;
  /** What JavaScript holds under load and lets go of when all have ended, in bytes. */
  livePerStream: number;
  /** Resident memory under load above that at the start; below 0 where the start left more than the streams take. */
  residentPerStream: number;
  /** Tokens delivered of those due in the window; below 1 the core was full. */
  keptUp: number;
  /** Share of the window in which the server wanted its core and other programs had it. */
  waited: number;
  /** From a token's leaving the upstream to its reaching the follower, in milliseconds. */
  delayMs: { median: number; p99: number };
  /** Streams that got every byte of their answer. */
  whole: number;
}

interface Run {
  load: Load;
  /** Where CPU profiles go, or null for none. */
  profileFolder: string | null;
}

/** All that runs beside the measured server. */
export const OTHERS_CORE = 1;
/** Of the measured process alone. */
export const SERVER_CORE = 0;
/** Spare time in front of the window, for a contestant that takes a while to get all its streams going. */
const SPARE_SECONDS = 1;

/** Runs one contestant under the load: warm-up, a steady window that counts, then to the end of every answer. */
export async function measure(contestant: Contestant, { load, profileFolder }: Run): Promise<Measurement> {
  const { streams, tokensPerSecond, warmUpSeconds, windowSeconds } = load;
  const tokens = Math.ceil(tokensPerSecond * (warmUpSeconds + windowSeconds + SPARE_SECONDS));
  await using undo = new AsyncDisposableStack();
  const folder = undo.adopt(await mkdtemp(join(tmpdir(), 'candor-bench-')), (path) =>
    rm(path, { recursive: true, force: true }),
  );
  const upstream = undo.use(await startUpstream({ streams, tokens, tokensPerSecond }));
  const server = undo.use(
    await startChild({
      module: contestant.module,
      core: SERVER_CORE,
      nodeOptions: profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`],
      env: {
        PORT: '0',
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
        OPENAI_BASE_URL: `${upstream.url}/v1`,
        OPENAI_API_KEY: 'bench',
        MODEL: 'bench-model',
        ...contestant.env,
      },
    }),
  );

  const atStart = await server.memoryUse();
  const followers = await Promise.all(
    Array.from({ length: streams }, async () => follow(await contestant.ask(server.url), contestant.textOf)),
  );
  await Promise.all(followers.map((follower) => follower.opened));
  upstream.start();
  await sleep(warmUpSeconds * 1_000);

  const cpuBefore = await server.cpuMicroseconds();
  const waitedBefore = waitedMs(server.pid);
  const fromMs = performance.now();
  await sleep(windowSeconds * 1_000);
  const cpuAfter = await server.cpuMicroseconds();
  const untilMs = performance.now();
  const waited = (waitedMs(server.pid) - waitedBefore) / (untilMs - fromMs);
  const loaded = await server.memoryUse();

  await Promise.all(followers.map((follower) => follower.ended));
  const atEnd = await server.memoryUse();
  const delaysMs = followers
    .flatMap((follower) => delaysOf(follower, upstream, fromMs, untilMs))
    .toSorted((a, b) => a - b);
  return {
    name: contestant.name,
    cpuPerToken: (cpuAfter - cpuBefore) / delaysMs.length,
    livePerStream: (loaded.liveBytes - atEnd.liveBytes) / streams,
    residentPerStream: (loaded.residentBytes - atStart.residentBytes) / streams,
    keptUp: delaysMs.length / (((untilMs - fromMs) / 1_000) * streams * tokensPerSecond),
    waited,
    delayMs: {
      median: delaysMs[Math.floor(delaysMs.length / 2)] ?? Number.NaN,
      p99: delaysMs[Math.floor(delaysMs.length * 0.99)] ?? Number.NaN,
    },
    whole: new Set(followers.map(({ text }) => text()).filter((text) => isWhole(text, tokens))).size,
  };
}

/** The delays of the tokens that reached a follower within the window. */
function delaysOf(
  { text, arrivedMs }: Follower,
  upstream: Upstream,
  fromMs: number,
  untilMs: number,
): number[] {
  const stream = streamOf(text());
  return arrivedMs
    .map((atMs, token) => ({ atMs, delayMs: atMs - upstream.sentMs(stream, token) }))
    .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
    .map(({ delayMs }) => delayMs);
}

const isWhole = (text: string, tokens: number) => text === answerText(streamOf(text), tokens);
