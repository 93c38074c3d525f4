import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ImportEvent } from '#shared/importEvent.ts';
import { localUserId } from '#shared/limits.ts';

/** An attempt that may write: only while `requestId` is the import's own. */
export interface StartedImport {
  companyId: string;
  importId: number;
  requestId: string;
  /** What an earlier attempt at the same file had added before it broke off. */
  resumes: Extract<ImportEvent, { type: 'start' }>['resumes'];
}

/**
 * Begins an import into a company, which is created (named by its id) if unknown. An import of the same file that
 * broke off, or whose process is gone, goes on under its own id: whatever still writes for it is refused from here on.
 */
export async function startImport(
  em: Em,
  companyId: string,
  { requestId, fingerprint, filename }: { requestId: string; fingerprint: string; filename: string },
): Promise<StartedImport> {
  await sql`insert into companies (id, name) values (${companyId}, ${companyId}) on conflict (id) do nothing`.execute(
    em.fork().getKysely(),
  );
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<{ id: number; added: number; startedAt: string | null }>`
      with resumed as (
        update imports set request_id = ${requestId}, user_id = ${localUserId}, status = 'running', seen_at = now(),
          ended_at = null, read = 0, already_there = 0, bad = 0
        where id = (
          select max(id) from imports where company_id = ${companyId} and fingerprint = ${fingerprint}
            and status in ('running', 'stopped', 'failed')
        )
        returning id, added, started_at
      ), begun as (
        insert into imports (company_id, request_id, fingerprint, filename, user_id, status)
        select ${companyId}, ${requestId}, ${fingerprint}, ${filename}, ${localUserId}, 'running'
        where not exists (select from resumed)
        returning id
      )
      select id, added, ${isoMoment('started_at')} as "startedAt" from resumed
      union all select id, 0, null from begun`.execute(em.getKysely());
    const [row] = rows;
    if (!row) throw new Error('an import neither began nor went on');
    const { id: importId, added, startedAt } = row;
    return { companyId, importId, requestId, resumes: startedAt === null ? null : { added, startedAt } };
  });
}
