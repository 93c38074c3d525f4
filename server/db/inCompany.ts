import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import type { Em } from './openDatabase.ts';

/** An EntityManager and the one tenant that the work may touch. */
export interface CompanyScope {
  em: Em;
  companyId: string;
}

/**
 * The one way to a tenant's rows: a fork of its own, and the company's id that every statement inside names.
 * @throws AppError `company-not-found` when there is no such company
 */
export async function inCompany<T>(
  em: Em,
  companyId: string,
  work: (scope: CompanyScope) => Promise<T>,
): Promise<T> {
  const fork = em.fork();
  const { rows } = await sql<{ id: string }>`select id from companies where id = ${companyId}`.execute(
    fork.getKysely(),
  );
  if (rows.length === 0) {
    const message =
      companyId === sampleUsageCompanyId
        ? 'These calls are made up: nobody asks anything here, so there is nothing to set.'
        : `There is no company "${companyId}".`;
    throw new AppError('company-not-found', message, { status: 404 });
  }
  return work({ em: fork, companyId });
}
