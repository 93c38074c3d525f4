import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { cleanText } from '#server/db/cleanText.ts';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
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

interface SessionsPage {
  companyId: string;
  /** Words that must stand in the title or in one of the questions. */
  query?: string | undefined;
  cursor?: string | null | undefined;
  limit: number;
}

/** One page of a company's conversations, the last used first. */
export async function listSessions(
  em: Em,
  page: SessionsPage,
): Promise<{ items: SessionSummary[]; nextCursor: string | null }> {
  return inCompany(em, page.companyId, async ({ em: own, companyId }) => {
    const words = cleanText(page.query ?? '').trim();
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const [updatedAt, id] = page.cursor ? decodeCursor(page.cursor, pageKey) : ['infinity', ''];
    const { rows } = await sql<SessionSummary>`select ${summaryColumns} from sessions s
      where s.company_id = ${companyId} and s.deleted_at is null
        and (${words} = '' or s.title ilike ${pattern} or exists (select from runs r
          where r.company_id = s.company_id and r.session_id = s.id and r.question ilike ${pattern}))
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
      where s.company_id = ${companyId} and s.id = ${sessionId} and s.deleted_at is null`.execute(db);
    const session = rows[0];
    if (!session) throw noSuchSession();
    const runs = await sql<SessionRun>`select r.id as "runId", r.question, r.status,
        ${isoText('r.created_at')} as "createdAt", r.view, r.scope, r.replaces,
        case when r.texts_removed_at is not null then json_build_object('at', ${isoMoment('r.texts_removed_at')},
          'keptDays', r.texts_kept_days) end as "textsRemoved"
      from runs r where r.company_id = ${companyId} and r.session_id = ${sessionId}
      order by r.created_at, r.id limit 500`.execute(db);
    return { ...session, runs: runs.rows };
  });
}

/**
 * Gives a conversation another title.
 * @throws AppError `session-not-found`
 */
export async function renameSession(
  em: Em,
  company: string,
  sessionId: string,
  title: string,
): Promise<void> {
  const name = cleanText(title).trim().replace(/\s+/g, ' ');
  await changeSession(em, company, sessionId, sql`title = ${name} where deleted_at is null and`);
}

/**
 * Takes a conversation off every list, or brings it back; repeated, it changes nothing more. What was asked and what
 * it cost stays stored.
 * @throws AppError `session-not-found`
 */
export async function setSessionRemoved(
  em: Em,
  company: string,
  sessionId: string,
  isRemoved: boolean,
): Promise<void> {
  const moment = isRemoved ? sql`coalesce(deleted_at, now())` : sql`null`;
  await changeSession(em, company, sessionId, sql`deleted_at = ${moment} where`);
}

async function changeSession(em: Em, company: string, sessionId: string, change: RawBuilder<unknown>) {
  await inCompany(em, company, async ({ em: own, companyId }) => {
    const { rows } = await sql`update sessions set ${change} company_id = ${companyId} and id = ${sessionId}
      returning id`.execute(own.getKysely());
    if (rows.length === 0) throw noSuchSession();
  });
}

/** Of the run that is under way in a conversation, or null. */
export async function runningRunOf(em: Em, company: string, sessionId: string): Promise<string | null> {
  return inCompany(em, company, async ({ em: own, companyId }) => {
    const { rows } = await sql<{ id: string }>`select id from runs where company_id = ${companyId}
      and session_id = ${sessionId} and status in ('queued', 'running')`.execute(own.getKysely());
    return rows[0]?.id ?? null;
  });
}

const noSuchSession = () =>
  new AppError('session-not-found', 'There is no such conversation.', { status: 404 });
