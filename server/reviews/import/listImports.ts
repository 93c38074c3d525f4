import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ImportRecord } from '#shared/importRecord.ts';

const LISTED = 50;
/** An import writes a batch many times a second; after so long without one its process is probably gone. */
const SILENCE_SECONDS = 30;

/** A company's imports, the latest first, at most 50; none where there is no such company yet. */
export async function listImports(em: Em, companyId: string): Promise<ImportRecord[]> {
  const listed = inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<ImportRecord>`
      select id, request_id as "requestId", filename, user_id as "userId", read, added,
        already_there as "alreadyThere", bad, ${isoMoment('started_at')} as "startedAt",
        ${isoMoment('ended_at')} as "endedAt",
        case when status = 'running' and seen_at < now() - make_interval(secs => ${SILENCE_SECONDS}) then 'interrupted'
          else status end as status
      from imports where company_id = ${companyId} order by id desc limit ${LISTED}`.execute(em.getKysely());
    return rows;
  });
  return listed.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'company-not-found') return [];
    throw error;
  });
}
