import { parseArgs } from 'node:util';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import { type CutProxy, startCutProxy } from '../cutProxy.ts';
import { openCrashSite } from './crashSite.ts';
import { followOnce } from './followOnce.ts';
import { outside } from './outside.ts';
import { printTable } from './printTable.ts';
import { seededRandom } from './seededRandom.ts';

interface CutFollowersOptions {
  url: string;
  /** In all: every other run through a proxy that cuts after a random number of bytes, the others by leaving. */
  cuts: number;
  seed: number;
}

/** A follower that was cut again and again, and what it had in the end. */
export interface CutFollower {
  how: 'proxy' | 'leaving';
  cuts: number;
  events: number;
  /** Events whose number was not the next one: lost, sent twice or out of order. */
  outOfOrder: number;
  /** Whether the folded view is the stored one, byte for byte as JSON. */
  isSame: boolean;
}

/** Connects once with what has been seen so far; true when the stream said that it was over. */
type Connect = (
  runId: string,
  lastEventId: string | undefined,
  onEvent: (event: StreamEvent) => void,
) => Promise<boolean>;

const CUTS_PER_RUN = 20;
const MOST_BYTES = 2_500;
const MOST_EVENTS = 5;

/** Follows runs while they are made, through any pattern of cuts, resuming with the last number that was seen. */
export async function cutFollowers({ url, cuts, seed }: CutFollowersOptions): Promise<CutFollower[]> {
  const random = seededRandom(seed);
  const { trpc } = outside(url);
  await using proxy = await startCutProxy(Number(new URL(url).port));
  const followers: CutFollower[] = [];
  for (let left = cuts; left > 0; ) {
    const how = followers.length % 2 === 0 ? 'proxy' : 'leaving';
    const { runId } = await trpc.chat.send.mutate({
      message: `What do people say about boards, round ${followers.length}?`,
    });
    const cut = how === 'proxy' ? cutByProxy(proxy, random) : cutByLeaving(url, random);
    const { view, ...counts } = await followCut(runId, {
      cut,
      whole: connectTo(url),
      most: Math.min(left, CUTS_PER_RUN),
    });
    const stored = await trpc.chat.run.query({ runId });
    followers.push({ how, ...counts, isSame: JSON.stringify(view) === JSON.stringify(stored.view) });
    left -= counts.cuts;
  }
  return followers;
}

async function followCut(
  runId: string,
  { cut, whole, most }: { cut: Connect; whole: Connect; most: number },
): Promise<Omit<CutFollower, 'how' | 'isSame'> & { view: RunView }> {
  const seen = { view: emptyRun, cuts: 0, events: 0, outOfOrder: 0 };
  const onEvent = (event: StreamEvent) => {
    if (event.type !== 'snapshot' && event.seq !== seen.view.seq + 1) seen.outOfOrder += 1;
    seen.events += 1;
    seen.view = foldRun(seen.view, event);
  };
  for (;;) {
    const connect = seen.cuts < most ? cut : whole;
    const lastEventId = seen.view.seq === 0 ? undefined : String(seen.view.seq);
    if (await connect(runId, lastEventId, onEvent)) return seen;
    seen.cuts += 1;
  }
}

const connectTo =
  (url: string): Connect =>
  (runId, lastEventId, onEvent) =>
    followOnce({ url, runId, lastEventId, onEvent });

function cutByProxy(proxy: CutProxy, random: () => number): Connect {
  const connect = connectTo(`http://127.0.0.1:${proxy.port}`);
  return (...args) => {
    proxy.script([{ cutAfterBytes: Math.ceil(random() * MOST_BYTES), rst: random() < 0.5 }]);
    return connect(...args);
  };
}

function cutByLeaving(url: string, random: () => number): Connect {
  return async (runId, lastEventId, onEvent) => {
    const leaving = new AbortController();
    let left = Math.ceil(random() * MOST_EVENTS);
    const isOver = await followOnce({
      url,
      runId,
      lastEventId,
      signal: leaving.signal,
      onEvent(event) {
        // what arrives after the decision to leave is not looked at any more
        if (left <= 0) return;
        left -= 1;
        onEvent(event);
        if (left === 0) leaving.abort();
      },
    });
    return isOver && !leaving.signal.aborted;
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      cuts: { type: 'string', default: '200' },
      seed: { type: 'string', default: '7' },
      postgres: { type: 'string' },
    },
  });
  await using site = await openCrashSite({
    databaseUrl: values.postgres,
    profile: { 'gap,ms=15': 1 },
  });
  const server = await site.startServer();
  const followers = await cutFollowers({
    url: site.url,
    cuts: Number(values.cuts),
    seed: Number(values.seed),
  });
  await server.end('SIGTERM');
  const sum = (of: (follower: CutFollower) => number) => followers.reduce((all, one) => all + of(one), 0);
  const figures = {
    runs: followers.length,
    cuts: sum((follower) => follower.cuts),
    'by proxy': sum((follower) => (follower.how === 'proxy' ? follower.cuts : 0)),
    'by leaving': sum((follower) => (follower.how === 'leaving' ? follower.cuts : 0)),
    events: sum((follower) => follower.events),
    'out of order': sum((follower) => follower.outOfOrder),
    'byte-equal views': sum((follower) => Number(follower.isSame)),
  };
  process.stdout.write(
    `cut followers, seed ${values.seed}, on ${values.postgres ? 'PostgreSQL' : 'PGlite'}\n`,
  );
  printTable([figures], true);
  process.exitCode = followers.every(({ isSame, outOfOrder }) => isSame && outOfOrder === 0) ? 0 : 1;
}
