import { Readable } from 'node:stream';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Identity } from '#server/access/policy.ts';
import { type AppRouter, appRouter } from '#server/router.ts';
import type { Services } from '#server/services.ts';
import { appErrorOfTrpc, maxBatchSize } from '#server/trpc.ts';
import { limits, localUserId } from '#shared/limits.ts';
import { addChatRoutes } from './chatRoutes.ts';
import { addDoorkeeper } from './doorkeeper.ts';
import { addExportRoute } from './exportRoute.ts';
import { addHealthRoutes } from './health.ts';
import { addImportRoute } from './importRoute.ts';
import { addRestErrors } from './restErrors.ts';
import { createRoutes } from './route.ts';
import { addSqlRoute } from './sqlRoute.ts';
import { addStaticPage } from './staticPage.ts';

/** How soon an EventSource comes back after a cut; its own default is three seconds. */
const RETRY_LINE = 'retry: 200\n\n';

/** While accounts are off, whoever reaches the loopback address owns everything. */
const localIdentity: Identity = { userId: localUserId, isOwner: true, companies: 'all' };

/** Page, tRPC and REST on one port. `pageFolder` null serves no page (tests). */
export async function createServer(services: Services, pageFolder: string | null): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 5_000 },
    requestTimeout: 0,
  });
  app.removeContentTypeParser('text/plain');
  addDoorkeeper(app);
  addRestErrors(app, services.log);
  if (pageFolder !== null) await addStaticPage(app, pageFolder);

  const route = createRoutes(app, services, () => localIdentity);
  addChatRoutes(route, services);
  addExportRoute(route, services);
  addSqlRoute(route, services);
  addHealthRoutes(route, services);
  await app.register(async (files) => {
    // here a body is a file of any kind and size, read as a stream
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    addImportRoute(createRoutes(files, services, () => localIdentity), services);
  });

  app.addHook('onSend', async (_request: FastifyRequest, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (!type.startsWith('text/event-stream') || !isStream(payload)) return payload;
    reply.header('x-accel-buffering', 'no');
    return withFirstLine(payload);
  });
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: () => ({ services, identity: localIdentity }),
      maxBatchSize,
      onError({ error, path }) {
        const app = appErrorOfTrpc(error);
        const level = app.status >= 500 ? 'error' : 'debug';
        services.log[level](
          { path, incidentId: app.incidentId, code: app.code, err: app.cause ?? app },
          'a call was refused',
        );
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  return app;
}

const isStream = (payload: unknown): payload is ReadableStream | Readable =>
  payload instanceof ReadableStream || payload instanceof Readable;

function withFirstLine(payload: ReadableStream | Readable): Readable {
  const body =
    payload instanceof Readable
      ? payload
      : Readable.fromWeb(payload as Parameters<typeof Readable.fromWeb>[0]);
  return Readable.from(
    (async function* () {
      yield RETRY_LINE;
      yield* body;
    })(),
    { objectMode: false },
  );
}
