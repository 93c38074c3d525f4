import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ImportReport } from '#shared/importEvent.ts';
import type { StartedImport } from './startImport.ts';

interface Ending {
  status: 'done' | 'stopped' | 'failed';
  report: ImportReport;
}

/** Writes down how an attempt ended; one that was undone or taken over meanwhile stays as it is. */
export async function endImport(
  em: Em,
  { companyId, importId, requestId }: StartedImport,
  { status, report }: Ending,
): Promise<void> {
  await inCompany(em, companyId, ({ em, companyId }) =>
    sql`update imports set status = ${status}, ended_at = now(), read = ${report.read}, bad = ${report.bad.count}
      where id = ${importId} and company_id = ${companyId} and request_id = ${requestId} and status = 'running'`.execute(
      em.getKysely(),
    ),
  );
}
