import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { SessionDetail, SessionRun, SessionSummary } from '#shared/session.ts';

/** Timestamps leave the database as ISO 8601 text in UTC, equal on both engines. */
const isoText = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const summaryColumns = sql`s.id, s.company_id as "companyId", s.user_id as "userId", s.title,
  ${isoText('s.created_at')} as "createdAt", ${isoText('s.updated_at')} as "updatedAt",
  (select r.id from runs r where r.company_id = s.company_id and r.session_id = s.id
    and r.status in ('queued', 'running')) as "runningRunId"`;

const pageKey = z.tuple([z.iso.datetime(), z.string()]);

/** One page of a company's conversations, the last used first. */
export async function listSessions(
  em: Em,
  page: { companyId: string; cursor?: string | null | undefined; limit: number },
): Promise<{ items: SessionSummary[]; nextCursor: string | null }> {
  return inCompany(em, page.companyId, async ({ em: own, companyId }) => {
    const [updatedAt, id] = page.cursor ? decodeCursor(page.cursor, pageKey) : ['infinity', ''];
    const { rows } = await sql<SessionSummary>`select ${summaryColumns} from sessions s
      where s.company_id = ${companyId}
        and (s.updated_at < ${updatedAt}::timestamptz or (s.updated_at = ${updatedAt}::timestamptz and s.id > ${id}))
      order by s.updated_at desc, s.id limit ${page.limit + 1}`.execute(own.getKysely());
    const items = rows.slice(0, page.limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > page.limit && last ? encodeCursor([last.updatedAt, last.id]) : null,
    };
  });
}

/** @throws AppError `session-not-found` */
export async function getSession(em: Em, company: string, sessionId: string): Promise<SessionDetail> {
  return inCompany(em, company, async ({ em: own, companyId }) => {
    const db = own.getKysely();
    const { rows } = await sql<SessionSummary>`select ${summaryColumns} from sessions s
      where s.company_id = ${companyId} and s.id = ${sessionId}`.execute(db);
    const session = rows[0];
    if (!session) throw new AppError('session-not-found', 'There is no such conversation.', { status: 404 });
    const runs = await sql<SessionRun>`select r.id as "runId", r.question, r.status,
        ${isoText('r.created_at')} as "createdAt", r.view, r.scope, r.replaces
      from runs r where r.company_id = ${companyId} and r.session_id = ${sessionId}
      order by r.created_at, r.id limit 500`.execute(db);
    return { ...session, runs: runs.rows };
  });
}
