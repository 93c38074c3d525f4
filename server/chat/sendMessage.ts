import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { admitRun, hasHardBudgets, type RunNeeds } from '#server/budgets/admitRun.ts';
import { cleanText, cutText } from '#server/db/cleanText.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { retryConflicts } from '#server/db/retryConflicts.ts';
import { defaultCompanyId, localUserId } from '#shared/limits.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { replacedQuestion } from './replaceRun.ts';
import type { WakeUps } from './wakeUps.ts';

export interface SendInput {
  message: string;
  sessionId?: string | undefined;
  companyId?: string | undefined;
  userId?: string | undefined;
  requestId?: string | undefined;
  /** Only these reviews may be read and counted. */
  scope?: ReviewScope | undefined;
  /** The last run of the session, whose place the new one takes. */
  replaces?: string | undefined;
}

interface SendParts {
  em: Em;
  wakeUps: WakeUps;
  /** What answering a message may take; asked only where a budget has to know. */
  needsOf: (question: { companyId: string; sessionId: string; message: string }) => Promise<RunNeeds>;
}

export interface Sent {
  runId: string;
  sessionId: string;
}

/** Rows of `runs` that say what has become of a request or what is in its way. */
interface RunInTheWay {
  id: string;
  session_id: string;
  request_hash: string;
}

/**
 * Takes a question: question, run and wake-up are written in one transaction, so a crash keeps all or nothing.
 * The same `requestId` with the same body is the same run, however often it is sent.
 * @throws AppError `company-not-found`, `no-companies`, `no-reviews`, `request-reused`, `session-removed`,
 * `session-busy` (with `data.runId`), `replace-outdated`, `budget-exceeded`, `budget-needs-price`
 */
export async function sendMessage({ em, wakeUps, needsOf }: SendParts, input: SendInput): Promise<Sent> {
  const companyId = input.companyId ?? defaultCompanyId;
  const userId = input.userId ?? localUserId;
  const sessionId = input.sessionId ?? `s-${randomUUID()}`;
  const scope = Object.keys(input.scope ?? {}).length === 0 ? null : JSON.stringify(input.scope);
  const { replaces = null } = input;
  const requestHash = hashOf([input.message, input.sessionId ?? null, companyId, userId, scope, replaces]);
  const question = cleanText(input.message);

  const before = await findRequest(em, companyId, userId, input.requestId);
  if (before) return sameRequest(before, requestHash);
  await mustHaveReviews(em, companyId);
  const spender = { companyId, userId, sessionId };
  const needs = (await hasHardBudgets(em.fork(), spender))
    ? await needsOf({ companyId, sessionId, message: question })
    : null;

  const write = () =>
    em.fork().transactional(async (tx) => {
      const db = tx.getKysely();
      // a conversation named after its first question is renamed with it
      const before =
        replaces === null ? null : titleOf(await replacedQuestion(tx, { companyId, sessionId }, replaces));
      const { rows } = await sql`insert into sessions (company_id, id, user_id, title)
        values (${companyId}, ${sessionId}, ${userId}, ${titleOf(question)})
        on conflict (company_id, id) do update set updated_at = now(),
          title = case when sessions.title = ${before} then excluded.title else sessions.title end
        where sessions.deleted_at is null
        returning id`.execute(db);
      if (rows.length === 0) throw sessionRemoved();
      const runId = randomUUID();
      await sql`insert into runs (id, company_id, session_id, user_id, request_id, request_hash, question, scope, replaces,
          status)
        values (${runId}, ${companyId}, ${sessionId}, ${userId}, ${input.requestId ?? null}, ${requestHash},
          ${question}, ${scope}::json, ${replaces}, 'queued')`.execute(db);
      await sql`insert into messages (company_id, session_id, run_id, role, text)
        values (${companyId}, ${sessionId}, ${runId}, 'user', ${question})`.execute(db);
      await wakeUps.send(tx, runId);
      if (needs !== null) await admitRun(tx, runId, spender, needs);
      return { runId, sessionId };
    });
  try {
    return await retryConflicts(write);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // somebody was faster: the same request a moment ago, or another question in this session
    const winner = await findRequest(em, companyId, userId, input.requestId);
    if (winner) return sameRequest(winner, requestHash);
    throw await sessionBusy(em, companyId, sessionId, error);
  }
}

async function findRequest(em: Em, companyId: string, userId: string, requestId: string | undefined) {
  if (requestId === undefined) return undefined;
  const { rows } = await sql<RunInTheWay>`select id, session_id, request_hash from runs
    where company_id = ${companyId} and user_id = ${userId} and request_id = ${requestId}`.execute(
    em.fork().getKysely(),
  );
  return rows[0];
}

function sameRequest(run: RunInTheWay, requestHash: string): Sent {
  if (run.request_hash === requestHash) return { runId: run.id, sessionId: run.session_id };
  throw new AppError(
    'request-reused',
    'This request id was used for another question already. Use a new one.',
    {
      status: 409,
      data: { runId: run.id },
    },
  );
}

async function sessionBusy(em: Em, companyId: string, sessionId: string, cause: unknown): Promise<AppError> {
  const { rows } = await sql<{ id: string }>`select id from runs
    where company_id = ${companyId} and session_id = ${sessionId} and status in ('queued', 'running')`.execute(
    em.fork().getKysely(),
  );
  const runId = rows[0]?.id;
  return new AppError(
    'session-busy',
    'This conversation is still being answered. Wait for it, or stop it first.',
    {
      status: 409,
      retryable: true,
      cause,
      ...(runId ? { data: { runId } } : {}),
    },
  );
}

async function mustHaveReviews(em: Em, companyId: string): Promise<void> {
  const { rows } = await sql<{ known: boolean; any_company: boolean; any_review: boolean }>`select
    exists (select from companies where id = ${companyId}) as known,
    exists (select from companies) as any_company,
    exists (select from reviews where company_id = ${companyId}) as any_review`.execute(
    em.fork().getKysely(),
  );
  const found = rows[0];
  const howTo = 'Import some with: npm run import -- FILE --company';
  if (!found?.any_company) {
    throw new AppError('no-companies', `There are no reviews here yet. ${howTo} NAME`, { status: 404 });
  }
  if (!found.known)
    throw new AppError('company-not-found', `There is no company "${companyId}".`, { status: 404 });
  if (!found.any_review) {
    throw new AppError('no-reviews', `The company "${companyId}" has no reviews yet. ${howTo} ${companyId}`, {
      status: 409,
    });
  }
}

// not brought back by itself: the model would read again what somebody deleted
const sessionRemoved = () =>
  new AppError('session-removed', 'This conversation was deleted. Restore it, or ask in a new one.', {
    status: 409,
  });

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

const hashOf = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** A conversation is named after its first question. */
export function titleOf(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ');
  const cut = cutText(line, 80);
  return cut.length < line.length ? `${cut}…` : cut;
}
