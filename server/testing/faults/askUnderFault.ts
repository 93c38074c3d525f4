import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { App } from '#server/app.ts';
import type { Chaos } from '#server/testing/chaos/chaos.ts';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import type { FaultReport, FaultRow, ShownError } from './faultReport.ts';
import type { UpstreamFault } from './upstreamFault.ts';

/** A running app, its log, and the upstream behind it. */
export interface FaultTarget {
  app: App;
  url: string;
  logged: string[];
  /** Null where the fault is that there is none. */
  chaos: Chaos | null;
}

const patienceMs = 3_000;

/** Asks one question of which only the named agent's calls meet the fault, and gathers what everybody saw. */
export async function askUnderFault(
  target: FaultTarget,
  fault: UpstreamFault,
  by: FaultReport['by'],
): Promise<FaultReport> {
  const key = `${fault.id} ${by}`.replace(/[^A-Za-z0-9]+/g, '-');
  target.chaos?.script({
    match: { role: fault.role ?? 'writer', regex: `${key}:` },
    fault: fault.fault,
    ...(fault.times === undefined ? {} : { times: fault.times }),
  });
  const seen = await (by === 'stream' ? askStream : askWhole)(target.url, {
    message: `${key}: what do customers complain about?`,
    session_id: key,
  });
  const db = target.app.services.database.fork().getKysely();
  const runs = await sql<{ id: string }>`select id from runs where session_id = ${key}`.execute(db);
  const runId = runs.rows[0]?.id ?? '';
  const later = await (await fetch(`${target.url}/api/v1/runs/${runId}`)).json();
  const { rows } =
    await sql<FaultRow>`select call_id, metadata->>'role' as role, status, attempt, usage_source,
      prompt_tokens::float8 as prompt_tokens, completion_tokens::float8 as completion_tokens,
      total_tokens::float8 as total_tokens, cached_tokens::float8 as cached_tokens,
      cost_nano_usd::float8 as cost_nano_usd, price, error_code, error_message, response, sent_at, metadata
    from llm_calls where run_id = ${runId} order by id`.execute(db);
  return {
    fault,
    by,
    ...seen,
    later,
    rows,
    witness: target.chaos ? await witnessed(target.chaos, key, rows.length) : [],
    isIncidentLogged: target.logged.some((line) => seen.error && line.includes(seen.error.incident_id)),
  };
}

type Seen = Pick<FaultReport, 'httpStatus' | 'ending' | 'text' | 'error' | 'statuses'>;

const send = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function askStream(url: string, body: unknown): Promise<Seen> {
  const response = await send(`${url}/api/v1/chat/stream`, body);
  const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: '));
  const messages: { type: string; data: { content?: string; message?: string } }[] = events.map((event) =>
    JSON.parse(event.slice('data: '.length)),
  );
  const ofType = (type: string) => messages.filter((message) => message.type === type);
  const last = messages.at(-1);
  return {
    httpStatus: response.status,
    ending: last?.type ?? 'nothing',
    text: ofType('content')
      .map((message) => message.data.content)
      .join(''),
    error: last?.type === 'error' ? (last.data as ShownError) : null,
    statuses: ofType('status').map((message) => message.data.message ?? ''),
  };
}

async function askWhole(url: string, body: unknown): Promise<Seen> {
  const response = await send(`${url}/api/v1/chat/`, body);
  const answer: ChatAnswer & { error?: ShownError } = await response.json();
  return {
    httpStatus: response.status,
    ending: response.ok ? 'complete' : 'error',
    text: answer.message,
    error: answer.error ?? null,
    statuses: [],
  };
}

/** The end lines of the question's requests; a caller that hung up is seen by the upstream a moment later. */
async function witnessed(chaos: Chaos, key: string, requests: number) {
  const match = { regex: `${key}:` };
  await Promise.race([chaos.wait({ match, n: requests, phase: 'end' }), sleep(patienceMs)]);
  return chaos
    .log()
    .filter(
      (line) => line.phase === 'end' && line.messages.some((message) => message.content.includes(`${key}:`)),
    );
}
