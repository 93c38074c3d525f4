import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { authorize, type NamedIds } from '#server/access/authorize.ts';
import type { Identity, Policy } from '#server/access/policy.ts';
import type { Services } from '#server/services.ts';

interface Route<Input> {
  method: 'GET' | 'POST';
  /** With and without trailing slash. */
  url: string;
  policy: Policy;
  /** Reads the request; throws AppError for what it can't accept. */
  parse: (request: FastifyRequest) => Input;
  /** The ids that the policy guards. */
  ids: (input: Input) => NamedIds;
  handle: (input: Input, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  config?: RouteOptions['config'];
}

/** Adds routes that say who may call them: a route without a policy does not compile. */
export function createRoutes(
  app: FastifyInstance,
  services: Services,
  identityOf: (request: FastifyRequest) => Identity,
) {
  return function route<Input>(definition: Route<Input>): void {
    const bare = definition.url.replace(/\/$/, '');
    for (const url of [bare, `${bare}/`]) {
      app.route({
        method: definition.method,
        url,
        ...(definition.config ? { config: definition.config } : {}),
        async handler(request, reply) {
          const input = definition.parse(request);
          await authorize(
            services.database.fork(),
            identityOf(request),
            definition.policy,
            definition.ids(input),
          );
          return definition.handle(input, request, reply);
        },
      });
    }
  };
}

export type AddRoute = ReturnType<typeof createRoutes>;
