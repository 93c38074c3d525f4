import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { readOnlyQuery } from '#server/db/readOnlyQuery.ts';
import type { Services } from '#server/services.ts';
import type { AddRoute } from './route.ts';

const body = z.object({ statement: z.string().trim().min(1).max(100_000) });

/** Read-only SQL for the owner: what `npm run sql` uses while the server holds the database. */
export function addSqlRoute(route: AddRoute, { database }: Services): void {
  route({
    method: 'POST',
    url: '/api/v1/sql',
    policy: { who: 'owner', guards: 'nothing' },
    parse(request) {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) throw new AppError('bad-input', 'Send {"statement": "SELECT …"}.');
      return parsed.data;
    },
    ids: () => ({}),
    handle: ({ statement }) => readOnlyQuery(database, statement),
  });
}
