import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';

/** What calls are told apart by, each as an expression over a row of the ledger. */
export const callDimensions = {
  model: sql<string>`model`,
  user: sql<string>`user_id`,
  role: sql<string | null>`nullif(metadata->>'role', '')`,
  session: sql<string | null>`session_id`,
  callType: sql<string>`call_type`,
  status: sql<string>`status`,
} as const;
export type CallDimension = keyof typeof callDimensions;

/** What a filter narrows, each dimension with the value that it wants. */
export function narrowedBy(filter: UsageFilter): { dimension: CallDimension; value: string }[] {
  const { model, userId: user, role, sessionId: session, callType, status } = filter;
  return Object.entries({ model, user, role, session, callType, status }).flatMap(([dimension, value]) =>
    value === undefined ? [] : [{ dimension: dimension as CallDimension, value }],
  );
}

/** The rows of a company that a filter lets pass, whenever they were made, as a condition. */
export function usageWhere(filter: UsageFilter): RawBuilder<boolean> {
  const conditions = narrowedBy(filter).map(
    ({ dimension, value }) => sql<boolean>`${callDimensions[dimension]} = ${value}`,
  );
  return sql<boolean>`${sql.join([sql<boolean>`company_id = ${filter.companyId}`, ...conditions], sql` and `)}`;
}
