import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Services } from '#server/services.ts';
import { exportCalls } from '#server/usage/exportCalls.ts';
import { callFilter } from '#shared/callFilter.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';

const { shape } = callFilter;
/** Which rows, under the names of the ledger's columns, and in which format. */
export const exportQuery = z.strictObject({
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
  company_id: textId.default(defaultCompanyId),
  session_id: shape.sessionId,
  run_id: shape.runId,
  user_id: shape.userId,
  model: shape.model,
  role: shape.role,
  status: shape.status,
  call_type: shape.callType,
  since: shape.since,
  until: shape.until,
  words: shape.words,
  unpriced: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  estimated: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  failed: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  overhead: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
});

/** The ledger as a file, a row per call under the ledger's own column names, manifest last. */
export function addExportRoute(route: AddRoute, { database }: Services): void {
  route({
    method: 'GET',
    url: '/api/v1/calls/export',
    policy: { who: 'member', guards: 'company' },
    parse: (request) => parseInput(exportQuery, request.query),
    ids: (input) => ({ companyId: input.company_id }),
    async handle({ format, company_id: companyId, ...given }, _request, reply) {
      const { session_id: sessionId, run_id: runId, user_id: userId, call_type: callType, ...same } = given;
      const filter = { sessionId, runId, userId, callType, ...same };
      const rows = exportCalls(() => database.fork(), companyId, filter, format);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl')
        .header('content-disposition', `attachment; filename="llm_calls.${format}"`)
        .send(Readable.from(rows));
    },
  });
}
