import { Readable } from 'node:stream';
import { z } from 'zod';
import { importLines } from '#server/reviews/import/importLines.ts';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import type { Services } from '#server/services.ts';
import { textId } from '#shared/limits.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';

const query = z.object({
  company_id: textId,
  filename: z.string().max(500).optional(),
  map: z.string().max(5_000).optional(),
});

/** Reviews as a file in the body, streamed; the answer is JSON Lines: mapping, progress, report. */
export function addImportRoute(route: AddRoute, { database, log }: Services): void {
  route({
    method: 'POST',
    url: '/api/v1/reviews/import',
    policy: { who: 'member', guards: 'company' },
    config: { anyBody: true },
    parse: (request) => parseInput(query, request.query),
    ids: (input) => ({ companyId: input.company_id }),
    async handle({ company_id: companyId, filename, map }, request, reply) {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const source: AsyncIterable<Uint8Array> = Readable.from(request.body as Readable);
      const events = importReviews(database.fork(), companyId, source, {
        filename,
        map,
        signal: gone.signal,
      });
      const lines = importLines(events, (error) =>
        log.warn({ incidentId: error.incidentId, code: error.code }, 'an import failed'),
      );
      // what fails before the first line still answers with a fitting status
      const first = await lines.next();
      return reply.type('application/jsonl').send(Readable.from(startingWith(first, lines)));
    },
  });
}

async function* startingWith(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
