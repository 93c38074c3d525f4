import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';

import type { ImportEvent } from '#shared/importEvent.ts';

/** An attempt that may write: only while `requestId` is the import's own. */
export interface StartedImport {
  companyId: string;
  importId: number;
  requestId: string;
  /** What an earlier attempt at the same file had added before it broke off. */
  resumes: Extract<ImportEvent, { type: 'start' }>['resumes'];
}

interface Attempt {
  requestId: string;
  fingerprint: string;
  filename: string;
  userId: string;
}

interface ImportRow {
  id: number;
  added: number;
  started_at: string;
}

/**
 * Begins an import into a company, which is created (named by its id) if unknown. An import of the same file that
 * broke off, or whose process is gone, goes on under its own id: whatever still writes for it is refused from here on.
 */
export async function startImport(em: Em, companyId: string, attempt: Attempt): Promise<StartedImport> {
  const { requestId, fingerprint, filename, userId } = attempt;
  await sql`insert into companies (id, name) values (${companyId}, ${companyId}) on conflict (id) do nothing`.execute(
    em.fork().getKysely(),
  );
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const resumed = await sql<ImportRow>`
      update imports set request_id = ${requestId}, user_id = ${userId}, status = 'running', seen_at = now(),
        ended_at = null, read = 0, already_there = 0, bad = 0
      where id = (
        select max(id) from imports where company_id = ${companyId} and fingerprint = ${fingerprint}
          and status in ('running', 'stopped', 'failed')
      )
      returning id, added, ${isoMoment('started_at')} as started_at`.execute(em.getKysely());
    const [earlier] = resumed.rows;
    if (earlier) {
      const resumes = { added: earlier.added, startedAt: earlier.started_at };
      return { companyId, importId: earlier.id, requestId, resumes };
    }
    const { rows } = await sql<{ id: number }>`
      insert into imports (company_id, request_id, fingerprint, filename, user_id, status)
      values (${companyId}, ${requestId}, ${fingerprint}, ${filename}, ${userId}, 'running')
      returning id`.execute(em.getKysely());
    const [begun] = rows;
    if (!begun) throw new Error('an insert that returns its row returned none');
    return { companyId, importId: begun.id, requestId, resumes: null };
  });
}
