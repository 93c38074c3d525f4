import { sql } from 'kysely';
import { z } from 'zod';
import type { Em } from '#server/db/openDatabase.ts';
import type { Broken } from './findings.ts';
import { stopHeld } from './stopHeld.ts';
import { type WitnessedRow, wireFits } from './wireFits.ts';
import type { WitnessLine } from './witnessLine.ts';

const PAGE = 200;
/** What was sent in the witness's last moment may stand in a line that was not read any more. */
const LAST_MOMENT_MS = 1_000;

/** Holds the ledger against what the upstream saw, request by request and row by row. */
export async function checkWitness(tx: Em, lines: readonly WitnessLine[], broken: Broken): Promise<void> {
  const requests = latest(lines).filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/'));
  const byCall = new Map<string, WitnessLine>();
  for (const request of requests) {
    const callId = request.call_id;
    if (callId === null || !z.guid().safeParse(callId).success) broken(1, callId ?? `request ${request.seq}`);
    else if (byCall.has(callId)) broken(3, callId);
    else byCall.set(callId, request);
  }
  const untilMs = lines.reduce((latest, line) => Math.max(latest, latestMs(line)), 0);
  const ids = [...byCall.keys()];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const rows = new Map((await witnessedRows(tx, page)).map((row) => [row.call_id, row]));
    for (const id of page) {
      const row = rows.get(id);
      const seen = byCall.get(id);
      if (!row) broken(1, id);
      if (!row || !seen) continue;
      // a row that a sweeper closed cannot know when its dead process sent it
      if (!row.was_sent && row.status !== 'open' && row.status !== 'lost') broken(3, id);
      if (!wireFits(row, seen)) broken(4, id);
      if (!stopHeld(row, seen, untilMs)) broken(15, id);
    }
  }
  const fromMs = requests.reduce((first, request) => Math.min(first, request.t_wall), Infinity);
  await checkUnseen(tx, { byCall, fromMs, untilMs: untilMs - LAST_MOMENT_MS }, broken);
}

/** Of each request the line that says most. */
function latest(lines: readonly WitnessLine[]): WitnessLine[] {
  const requests = new Map<string, WitnessLine>();
  for (const line of lines) {
    const key = `${line.t_mono} ${line.seq}`;
    if (line.phase === 'end' || !requests.has(key)) requests.set(key, line);
  }
  return [...requests.values()];
}

const latestMs = ({ t_wall, t_mono, ended_mono }: WitnessLine) =>
  t_wall + Math.max(0, (ended_mono ?? 0) - t_mono);

async function witnessedRows(tx: Em, callIds: string[]): Promise<WitnessedRow[]> {
  const { rows } =
    await sql<WitnessedRow>`select c.call_id::text, c.status, c.sent_at is not null as was_sent,
      c.usage_source, c.prompt_tokens::double precision as prompt_tokens,
      c.completion_tokens::double precision as completion_tokens, t.request, t.response, p.instructions,
      r.status as run_status, (extract(epoch from r.ended_at) * 1000)::double precision as run_ended_ms
    from llm_calls c
    left join llm_call_texts t on t.call_id = c.call_id
    left join prompt_versions p on p.version = c.metadata->>'prompt_version'
    left join runs r on r.id = c.run_id
    where c.call_id in (${sql.join(callIds.map((id) => sql`${id}::uuid`))})`.execute(tx.getKysely());
  return rows;
}

/** Rows of the witness's time that it never saw: they may have failed on the way, but nobody can have answered. */
async function checkUnseen(
  tx: Em,
  { byCall, fromMs, untilMs }: { byCall: ReadonlyMap<string, unknown>; fromMs: number; untilMs: number },
  broken: Broken,
): Promise<void> {
  if (!Number.isFinite(fromMs)) return;
  for (let after = '0'; ; ) {
    const { rows } = await sql<{
      id: string;
      call_id: string;
      answered: boolean;
    }>`select id::text, call_id::text,
        status in ('done', 'truncated') or usage_source = 'provider' as answered
      from llm_calls
      where id > ${after}::bigint and provider <> 'offline' and created_at >= to_timestamp(${fromMs}::double precision / 1000)
        and sent_at < to_timestamp(${untilMs}::double precision / 1000)
      order by id limit 2000`.execute(tx.getKysely());
    for (const row of rows) if (row.answered && !byCall.has(row.call_id)) broken(2, row.call_id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < 2_000) return;
    after = last.id;
  }
}
