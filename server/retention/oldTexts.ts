import { sql } from 'kysely';

const isOlder = (column: string, days: number) =>
  sql<boolean>`${sql.ref(column)} < now() - make_interval(days => ${days}::int)`;

/** Runs of table `runs` that ended so many days ago and still have their texts. */
export const oldRuns = (companyId: string, days: number) => sql<boolean>`company_id = ${companyId}
  and texts_removed_at is null and status in ('done', 'stopped', 'failed') and ${isOlder('ended_at', days)}
  and not exists (select from llm_calls where llm_calls.run_id = runs.id and llm_calls.status = 'open')`;

/** Calls outside a question that were made so many days ago and still have their texts. */
export const oldCallsOutside = (companyId: string, days: number) => sql<boolean>`company_id = ${companyId}
  and texts_removed_at is null and run_id is null and status <> 'open' and ${isOlder('created_at', days)}`;
