import { sql } from 'kysely';
import type { Question } from '#server/agents/team.ts';
import type { Em } from '#server/db/openDatabase.ts';

const TURNS = 6;

/** What was asked and answered in this conversation before `runId`, oldest first; the agents cut it to their budget. */
export async function readHistory(
  em: Em,
  companyId: string,
  sessionId: string,
  runId: string,
): Promise<Question['history']> {
  const { rows } = await sql<Question['history'][number]>`
    select asked.text as question, answered.text as answer, runs.view->'scope' as scope,
      runs.view->'figures' as figures
    from messages asked
    join messages answered on answered.run_id = asked.run_id and answered.role = 'assistant'
    join runs on runs.id = asked.run_id
    where asked.company_id = ${companyId} and asked.session_id = ${sessionId}
      and asked.role = 'user' and asked.run_id <> ${runId}
    order by asked.id desc limit ${TURNS}`.execute(em.getKysely());
  return rows.reverse();
}
