import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { KnownIds } from './inputCase.ts';

/** Asks one question and names what it left: a run that has ended, its conversation, one of its calls. */
export async function knownIds(url: string, em: Em): Promise<KnownIds> {
  const sessionId = 'known-session';
  const response = await fetch(`${url}/api/v1/chat/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'What do customers complain about?', session_id: sessionId }),
  });
  const { run_id: runId }: { run_id: string } = await response.json();
  const { rows } = await sql<{ call_id: string }>`
    select call_id from llm_calls where run_id = ${runId} limit 1`.execute(em.fork().getKysely());
  return { runId, sessionId, callId: rows[0]?.call_id ?? '' };
}
