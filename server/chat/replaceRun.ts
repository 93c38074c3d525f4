import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';

/** True of the runs of table `runs` that no later one took the place of. */
export const isCurrentVersion = sql<boolean>`not exists (select from runs newer where newer.replaces = runs.id)`;

/**
 * Makes sure that `runId` is the last answer of its conversation, so that another may take its place.
 * @returns its question
 * @throws AppError `replace-outdated`
 */
export async function replacedQuestion(
  tx: Em,
  { companyId, sessionId }: { companyId: string; sessionId: string },
  runId: string,
): Promise<string> {
  const { rows } = await sql<{ id: string; question: string }>`select id, question from runs
    where company_id = ${companyId} and session_id = ${sessionId} and ${isCurrentVersion}
    order by created_at desc, id desc limit 1`.execute(tx.getKysely());
  const last = rows[0];
  if (last?.id === runId) return last.question;
  throw new AppError(
    'replace-outdated',
    'Only the last answer of a conversation can be made again, and this one has been followed or replaced. Reload to see the newest.',
    { status: 409, ...(last ? { data: { runId: last.id } } : {}) },
  );
}
