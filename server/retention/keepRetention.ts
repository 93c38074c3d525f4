import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import type {
  PreviewRetention,
  Retention,
  RetentionAmounts,
  RetentionPreview,
  SetRetention,
} from '#shared/retention.ts';
import { oldCallsOutside, oldRuns } from './oldTexts.ts';

type Row = RetentionAmounts & { days: number | null; working: boolean; at: string | null };

/** How long a company keeps texts, and what the last round took. @throws AppError `company-not-found` */
export function readRetention(em: Em, company: string): Promise<Retention> {
  return inCompany(em, company, async ({ em: own, companyId }) => {
    const { rows } = await sql<Row>`select texts_kept_days as days, ${isoMoment('ended_at')} as at,
        texts_kept_days is not null and (began_at is not null or due_at <= now()) as working,
        questions, calls, messages, events
      from retention where company_id = ${companyId}`.execute(own.getKysely());
    const [row] = rows;
    if (!row) return { textsKeptDays: null, isWorking: false, lastRound: null };
    const { days, working, at, ...amounts } = row;
    return { textsKeptDays: days, isWorking: working, lastRound: at === null ? null : { at, ...amounts } };
  });
}

/**
 * Says how many days a company keeps texts; what is older goes within a minute, and for good.
 * @throws AppError `company-not-found`, `bad-input`
 */
export function keepRetention(em: Em, { companyId, textsKeptDays }: SetRetention): Promise<Retention> {
  if (companyId === sampleUsageCompanyId)
    throw new AppError('bad-input', 'companyId: the sample of usage holds no texts of anybody');
  return inCompany(em, companyId, async ({ em: own }) => {
    await sql`insert into retention (company_id, texts_kept_days) values (${companyId}, ${textsKeptDays})
      on conflict (company_id) do update set texts_kept_days = excluded.texts_kept_days, due_at = now(), began_at = null`.execute(
      own.getKysely(),
    );
    return readRetention(em, companyId);
  });
}

/** What would go if texts were kept so many days. @throws AppError `company-not-found` */
export function readRetentionPreview(
  em: Em,
  { companyId, days }: PreviewRetention,
): Promise<RetentionPreview> {
  return inCompany(em, companyId, async ({ em: own }) => {
    const { rows } = await sql<Record<keyof RetentionAmounts, string | number> & { oldest: string | null }>`
      with gone as materialized (
        select id, ended_at as at, (select max(seq) from run_events where run_id = id) as events
        from runs where ${oldRuns(companyId, days)}
      ), outside as materialized (select created_at as at from llm_calls where ${oldCallsOutside(companyId, days)})
      select (select count(*) from gone) as questions,
        (select count(*) from gone join llm_calls on run_id = gone.id) + (select count(*) from outside) as calls,
        (select count(*) from gone join messages on run_id = gone.id) as messages,
        (select coalesce(sum(events), 0) from gone) as events,
        (select ${isoMoment('first.at')} from (select min(at) as at from
          (select at from gone union all select at from outside) as both_lists) as first) as oldest`.execute(
      own.getKysely(),
    );
    const [row] = rows;
    return {
      questions: Number(row?.questions),
      calls: Number(row?.calls),
      messages: Number(row?.messages),
      events: Number(row?.events),
      oldestAt: row?.oldest ?? null,
    };
  });
}
