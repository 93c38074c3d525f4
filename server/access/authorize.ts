import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { defaultCompanyId } from '#shared/limits.ts';
import type { Identity, Policy } from './policy.ts';

/** The ids a request names, as they came. */
export interface NamedIds {
  companyId?: string | undefined;
  runId?: string | undefined;
  /** The runs of one request that follows several. */
  runs?: readonly { runId: string }[] | undefined;
  callId?: string | undefined;
}

/**
 * Holds a request against its policy. What a caller may not see is answered like what does not exist.
 * @throws AppError `forbidden`, `run-not-found`, `call-not-found`, `company-not-found`
 */
export async function authorize(em: Em, identity: Identity, policy: Policy, ids: NamedIds): Promise<void> {
  if (policy.who === 'owner' && !identity.isOwner) {
    throw new AppError('forbidden', 'Only an owner may do this.', { status: 403 });
  }
  switch (policy.guards) {
    case 'nothing':
      return;
    case 'company': {
      const companyId = ids.companyId ?? defaultCompanyId;
      if (!mayEnter(identity, companyId)) {
        throw new AppError('company-not-found', `There is no company "${companyId}".`, { status: 404 });
      }
      return;
    }
    case 'run':
      return mayWatch(em, identity, ids.runId);
    case 'runs': {
      for (const { runId } of ids.runs ?? []) await mayWatch(em, identity, runId);
      return;
    }
    case 'call': {
      const companyId = !isUuid(ids.callId) ? null : await companyOf(em, 'llm_calls', 'call_id', ids.callId);
      if (companyId !== null && mayEnter(identity, companyId)) return;
      throw new AppError('call-not-found', 'There is no such call.', { status: 404 });
    }
    default:
      policy.guards satisfies never;
  }
}

async function mayWatch(em: Em, identity: Identity, runId: string | undefined): Promise<void> {
  const companyId = !isUuid(runId) ? null : await companyOf(em, 'runs', 'id', runId);
  if (companyId !== null && mayEnter(identity, companyId)) return;
  throw new AppError('run-not-found', 'There is no such run.', { status: 404 });
}

/** Runs and calls are named by UUIDs of ours: anything else is unknown, and never reaches the database. */
const isUuid = (id: string | undefined): id is string => z.guid().safeParse(id).success;

const mayEnter = ({ companies }: Identity, companyId: string) =>
  companies === 'all' || companies.has(companyId);

async function companyOf(em: Em, table: string, key: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ company_id: string }>`
    select company_id from ${sql.table(table)} where ${sql.ref(key)} = ${id}`.execute(em.fork().getKysely());
  return rows[0]?.company_id ?? null;
}
