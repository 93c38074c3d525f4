import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Services } from '#server/services.ts';
import { exportCalls } from '#server/usage/exportCalls.ts';
import { callFilter } from '#server/usage/selectCalls.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';

const { shape } = callFilter;
const query = z.strictObject({
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
  company_id: textId.default(defaultCompanyId),
  session_id: shape.sessionId,
  run_id: shape.runId,
  user_id: shape.userId,
  model: shape.model,
  status: shape.status,
  call_type: shape.callType,
});

/** The ledger as a file, a row per call under the ledger's own column names, manifest last. */
export function addExportRoute(route: AddRoute, { database }: Services): void {
  route({
    method: 'GET',
    url: '/api/v1/calls/export',
    policy: { who: 'member', guards: 'company' },
    parse: (request) => parseInput(query, request.query),
    ids: (input) => ({ companyId: input.company_id }),
    async handle({ format, company_id: companyId, ...filter }, _request, reply) {
      const rows = exportCalls(
        () => database.fork(),
        companyId,
        {
          sessionId: filter.session_id,
          runId: filter.run_id,
          userId: filter.user_id,
          model: filter.model,
          status: filter.status,
          callType: filter.call_type,
        },
        format,
      );
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl')
        .header('content-disposition', `attachment; filename="llm_calls.${format}"`)
        .send(Readable.from(rows));
    },
  });
}
