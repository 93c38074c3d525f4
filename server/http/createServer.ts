import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Identity } from '#server/access/policy.ts';
import { type AppRouter, appRouter } from '#server/router.ts';
import type { Services } from '#server/services.ts';
import { appErrorOfTrpc, maxBatchSize } from '#server/trpc.ts';
import { verifyRoute } from '#server/verify/verifyRoute.ts';
import { limits, localUserId } from '#shared/limits.ts';
import { addBudgetRoutes } from './budgetRoutes.ts';
import { addChatRoutes } from './chatRoutes.ts';
import { addDoorkeeper } from './doorkeeper.ts';
import { addExportRoute } from './exportRoute.ts';
import { addHealthRoutes } from './health.ts';
import { addImportRoute } from './importRoute.ts';
import { addRestErrors, createRefuse } from './restErrors.ts';
import { addReviewsRoute } from './reviewsRoute.ts';
import { createRoutes } from './route.ts';
import { addSqlRoute } from './sqlRoute.ts';
import { addStaticPage } from './staticPage.ts';
import { refuseUnreadable } from './unreadableRequest.ts';
import { addUsageRoutes } from './usageRoutes.ts';

/** How soon an EventSource comes back after a cut; its own default is three seconds. */
const retryLine = new TextEncoder().encode('retry: 200\n\n');

/** While accounts are off, whoever reaches the loopback address owns everything. */
const localIdentity: Identity = { userId: localUserId, isOwner: true, companies: 'all' };

/** Page, tRPC and REST on one port. `pageFolder` null serves no page (tests). */
export async function createServer(services: Services, pageFolder: string | null): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    http: { maxHeaderSize: limits.headerBytes },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 5_000 },
    requestTimeout: 0,
    frameworkErrors: createRefuse(services.log),
    clientErrorHandler: refuseUnreadable(services.log),
  });
  app.removeContentTypeParser('text/plain');
  addDoorkeeper(app);
  addRestErrors(app, services.log);
  if (pageFolder !== null) await addStaticPage(app, pageFolder);

  const route = createRoutes(app, services, () => localIdentity);
  addChatRoutes(route, services);
  addExportRoute(route, services);
  addReviewsRoute(route, services);
  addUsageRoutes(route, services);
  addBudgetRoutes(route, services);
  addSqlRoute(route, services);
  addHealthRoutes(route, services);
  await app.register(async (files) => {
    // here a body is a file of any kind and size, read as a stream
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const route = createRoutes(files, services, () => localIdentity);
    addImportRoute(route, services);
    verifyRoute(route, services);
  });

  app.addHook('onSend', async (_request: FastifyRequest, reply, payload) => {
    // tRPC answers with a Response, whose status and headers would be lost with it
    if (!(payload instanceof Response) || payload.body === null) return payload;
    if (!payload.headers.get('content-type')?.startsWith('text/event-stream')) return payload;
    reply.code(payload.status).headers(Object.fromEntries(payload.headers));
    return withFirstLine(payload.body);
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

/** A web stream that passes its source on by hand: no pipe, no transform, one promise per chunk. */
function withFirstLine(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    start: (controller) => controller.enqueue(retryLine),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
