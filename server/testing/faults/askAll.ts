import { sql } from 'kysely';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import type { testApp } from '#server/testing/testApp.ts';
import { askUnderFault, type FaultTarget } from './askUnderFault.ts';
import type { FaultReport } from './faultReport.ts';
import type { FaultSetting, UpstreamFault } from './upstreamFault.ts';

type AppOptions = NonNullable<Parameters<typeof testApp>[0]>;
type StartApp = (options: AppOptions) => Promise<Omit<FaultTarget, 'chaos'> & AsyncDisposable>;

/** What an app still held when all its questions were answered: all 0 when nothing leaked. */
export interface Leftovers {
  setting: FaultSetting;
  followers: number;
  runs: number;
  openRows: number;
  openRequests: number;
}

const atOnce = 10;
const patient = { firstTokenMs: 60_000, idleMs: 60_000, totalMs: 60_000 };

const settings: Record<FaultSetting, AppOptions> = {
  usual: { timeouts: patient },
  impatient: { timeouts: { firstTokenMs: 5_000, idleMs: 3_000, totalMs: 60_000 } },
  hurried: { timeouts: patient, runLimits: { ms: 20_000 }, env: { MODEL: 'nobody/has-a-price' } },
  'closed port': { timeouts: patient },
};

/** Tries every fault by both ways, several at once, each on an app of its setting; the apps are closed afterwards. */
export async function askAll(
  faults: readonly UpstreamFault[],
  startApp: StartApp,
): Promise<{ reports: FaultReport[]; leftovers: Leftovers[] }> {
  const bySetting = Map.groupBy(faults, (fault) => fault.setting ?? 'usual');
  const results = await Promise.all([...bySetting].map(([setting, own]) => askOn(setting, own, startApp)));
  return {
    reports: results.flatMap((result) => result.reports),
    leftovers: results.map((result) => result.leftovers),
  };
}

async function askOn(setting: FaultSetting, faults: UpstreamFault[], startApp: StartApp) {
  await using chaos = await startChaos();
  await using started = await startApp({ modelUrl: chaos.url, ...settings[setting] });
  const isGone = setting === 'closed port';
  if (isGone) await chaos.close();
  const target: FaultTarget = { ...started, chaos: isGone ? null : chaos };
  const waiting = faults.flatMap((fault) => [
    { fault, by: 'stream' as const },
    { fault, by: 'whole' as const },
  ]);
  const reports: FaultReport[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      reports.push(await askUnderFault(target, next.fault, next.by));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const { database, chat } = target.app.services;
  const open = await sql<{ rows: string | number }>`
    select count(*) as rows from llm_calls where status = 'open'`.execute(database.fork().getKysely());
  return {
    reports,
    leftovers: {
      setting,
      followers: chat.followers(),
      runs: chat.running(),
      openRows: Number(open.rows[0]?.rows),
      openRequests: chaos.stats().open,
    },
  };
}
