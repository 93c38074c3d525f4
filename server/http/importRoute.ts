import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { importLines } from '#server/reviews/import/importLines.ts';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { previewReviews } from '#server/reviews/import/previewReviews.ts';
import type { Services } from '#server/services.ts';
import { textId } from '#shared/limits.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';

const fileQuery = z.object({
  filename: z.string().max(500).optional(),
  map: z.string().max(8_000).optional(),
});
const importQuery = fileQuery.extend({ company_id: textId, request_id: textId.optional() });

/**
 * Reviews as a file in the body, read as it comes. An import answers JSON Lines: mapping, start, progress, report.
 * A preview reads the file's beginning, writes nothing and answers JSON.
 */
export function addImportRoute(route: AddRoute, { database, log }: Services): void {
  route({
    method: 'POST',
    url: '/api/v1/reviews/import',
    policy: { who: 'member', guards: 'company' },
    config: { anyBody: true },
    parse: (request) => parseInput(importQuery, request.query),
    ids: (input) => ({ companyId: input.company_id }),
    async handle({ company_id: companyId, request_id: requestId, ...options }, request, reply) {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const events = importReviews(database.fork(), companyId, bodyOf(request), {
        ...options,
        requestId,
        signal: gone.signal,
      });
      const lines = importLines(events, ({ incidentId, code }) => {
        // whoever left has stopped the import, which is no failure
        if (!gone.signal.aborted) log.warn({ incidentId, code }, 'an import failed');
      });
      // what fails before the first line is sent still answers with a fitting status
      return reply.type('application/jsonl').send(Readable.from(lines));
    },
  });

  route({
    method: 'POST',
    url: '/api/v1/reviews/import/preview',
    policy: { who: 'member', guards: 'nothing' },
    config: { anyBody: true },
    parse: (request) => parseInput(fileQuery, request.query),
    ids: () => ({}),
    handle: (options, request) => previewReviews(bodyOf(request), options),
  });
}

/** A body's bytes. Whoever stops reading has the rest thrown away, since closing it would take the answer along. */
async function* bodyOf({ body }: FastifyRequest): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) return;
  try {
    yield* body.iterator({ destroyOnReturn: false });
  } finally {
    body.resume();
  }
}
