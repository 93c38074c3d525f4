import { sql } from 'kysely';
import type { Question } from '#server/agents/team.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { isCurrentVersion } from './replaceRun.ts';

const TURNS = 6;

type Turn = Question['history'][number] & { chosen: ReviewScope | null };

/**
 * What was asked and answered in this conversation before `runId`, oldest first, without answers that another took the
 * place of; the agents cut it to their budget. A scope is told without what the person had chosen: that holds only
 * while it is chosen.
 */
export async function readHistory(
  em: Em,
  companyId: string,
  sessionId: string,
  runId: string,
): Promise<Question['history']> {
  const { rows } = await sql<Turn>`
    select asked.text as question, answered.text as answer, runs.view->'scope' as scope,
      runs.view->'figures' as figures, runs.scope as chosen
    from messages asked
    join messages answered on answered.run_id = asked.run_id and answered.role = 'assistant'
    join runs on runs.id = asked.run_id
    where asked.company_id = ${companyId} and asked.session_id = ${sessionId}
      and asked.role = 'user' and asked.run_id <> ${runId} and ${isCurrentVersion}
      and runs.texts_removed_at is null
    order by asked.id desc limit ${TURNS}`.execute(em.getKysely());
  return rows.reverse().map(({ chosen, scope, ...turn }) => ({
    ...turn,
    scope: scope && { ...scope, filters: without(scope.filters, chosen ?? {}) },
  }));
}

function without(filters: ReviewFilter, chosen: ReviewScope): ReviewFilter {
  return Object.fromEntries(
    Object.entries(filters).filter(([condition]) => !Object.hasOwn(chosen, condition)),
  );
}
