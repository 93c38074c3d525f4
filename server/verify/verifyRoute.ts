import { Readable } from 'node:stream';
import type { AddRoute } from '#server/http/route.ts';
import type { Services } from '#server/services.ts';
import { readWitness } from './readWitness.ts';
import { verify } from './verify.ts';

/**
 * Verification for the owner: what `npm run verify` uses while the server holds the database. The body, if any, is
 * the witness as JSON Lines, read as a stream, for a busy upstream sees more than a JSON body may hold.
 */
export function verifyRoute(route: AddRoute, { database }: Services): void {
  route({
    method: 'POST',
    url: '/api/v1/verify',
    policy: { who: 'owner', guards: 'nothing' },
    config: { anyBody: true },
    parse: ({ body }) => (body instanceof Readable ? body : Readable.from([])),
    ids: () => ({}),
    handle: async (lines) => verify(database.fork(), { witness: await readWitness(lines) }),
  });
}
