import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type WitnessLine, witnessLine } from '#server/verify/witnessLine.ts';
import { monotonicMs } from '../chaos/witnessLine.ts';
import { openCrashSite } from './crashSite.ts';
import { outside } from './outside.ts';
import { printTable } from './printTable.ts';
import { seededRandom } from './seededRandom.ts';

/** One stop of an answer that was streaming. */
export interface StopRecord {
  /** From the call of `chat.stop` to the upstream's closed socket, and to the stop's own answer. */
  toClosedMs: number;
  toAnswerMs: number;
  runStatus: string;
  callStatus: string;
  usageSource: string;
  /** UTF-16 units of the text that the row kept. */
  keptUnits: number;
  isPrefix: boolean;
  /** Requests of this run that the upstream saw begin after the stop was called. */
  laterRequests: number;
}

interface StopTimesOptions {
  url: string;
  /** The chaos upstream's base URL, which also tells what it saw. */
  chaosUrl: string;
  stops: number;
  seed: number;
}

const LATER_MS = 1_000;

/** Stops answers in the middle of their stream, at random moments, and compares the rows with the upstream's witness. */
export async function stopTimes(options: StopTimesOptions): Promise<StopRecord[]> {
  const { url, chaosUrl, stops } = options;
  const random = seededRandom(options.seed);
  await control(chaosUrl, 'script', { match: { role: 'writer' }, fault: 'gap,ms=25' });
  const { trpc, sql } = outside(url);
  const stopped: { runId: string; calledMono: number; answeredMono: number; status: string }[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    const mark = `stop ${randomUUID()}`;
    const { runId } = await trpc.chat.send.mutate({ message: `What do people say about boards? (${mark})` });
    await control(chaosUrl, 'wait', { match: { role: 'writer', regex: mark } });
    await sleep(50 + random() * 600);
    const calledMono = monotonicMs();
    const { status } = await trpc.chat.stop.mutate({ runId });
    stopped.push({ runId, calledMono, answeredMono: monotonicMs(), status });
  }
  await sleep(LATER_MS);
  const seen = await witnessed(chaosUrl);
  const records: StopRecord[] = [];
  for (const { runId, calledMono, answeredMono, status } of stopped) {
    const rows = await sql(`select c.call_id, c.call_type, c.status, c.usage_source, t.response
      from llm_calls c join llm_call_texts t on t.call_id = c.call_id where c.run_id = '${runId}' order by c.id`);
    const last = rows.at(-1) ?? [];
    const [callId, , callStatus, usageSource, text] = last.map((value) => value ?? '');
    const request = seen.get(callId ?? '');
    const requests = rows.flatMap(([id]) => seen.get(id ?? '') ?? []);
    records.push({
      toClosedMs: (request?.client_closed_at ?? Infinity) - calledMono,
      toAnswerMs: answeredMono - calledMono,
      runStatus: status,
      callStatus: callStatus ?? '',
      usageSource: usageSource ?? '',
      keptUnits: text?.length ?? 0,
      isPrefix: request?.text_sent.startsWith(text ?? '') ?? false,
      laterRequests: requests.filter(({ t_mono }) => t_mono > calledMono).length,
    });
  }
  return records;
}

async function control(chaosUrl: string, command: string, body: unknown): Promise<void> {
  const response = await fetch(new URL(`/_chaos/${command}`, chaosUrl), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function witnessed(chaosUrl: string): Promise<Map<string, WitnessLine>> {
  const response = await fetch(new URL('/_chaos/log', chaosUrl));
  const lines = z.array(witnessLine).parse(await response.json());
  return new Map(lines.map((line) => [line.call_id ?? '', line]));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      stops: { type: 'string', default: '100' },
      seed: { type: 'string', default: '7' },
      postgres: { type: 'string' },
    },
  });
  await using site = await openCrashSite({ databaseUrl: values.postgres });
  const server = await site.startServer();
  const records = await stopTimes({
    url: site.url,
    chaosUrl: site.chaosUrl,
    stops: Number(values.stops),
    seed: Number(values.seed),
  });
  await server.end('SIGTERM');
  const quantile = (of: (record: StopRecord) => number, q: number) => {
    const sorted = records.map(of).sort((a, b) => a - b);
    return sorted[Math.ceil(sorted.length * q) - 1]?.toFixed(1);
  };
  const count = (of: (record: StopRecord) => boolean) => records.filter(of).length;
  const figures = {
    stops: records.length,
    'closed p50 ms': quantile((record) => record.toClosedMs, 0.5),
    'closed p99 ms': quantile((record) => record.toClosedMs, 0.99),
    'answered p50 ms': quantile((record) => record.toAnswerMs, 0.5),
    'answered p99 ms': quantile((record) => record.toAnswerMs, 0.99),
    'run stopped': count((record) => record.runStatus === 'stopped'),
    'row stopped': count((record) => record.callStatus === 'stopped'),
    estimated: count((record) => record.usageSource === 'estimated'),
    'with text': count((record) => record.keptUnits > 0),
    'text is prefix': count((record) => record.isPrefix),
    'later requests': records.reduce((sum, record) => sum + record.laterRequests, 0),
  };
  process.stdout.write(
    `stops while streaming, seed ${values.seed}, on ${values.postgres ? 'PostgreSQL' : 'PGlite'}\n`,
  );
  printTable([figures], true);
}
