import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Services } from '#server/services.ts';
import type { AddRoute } from './route.ts';

const open = {
  policy: { who: 'anyone', guards: 'nothing' },
  parse: () => undefined,
  ids: () => ({}),
} as const;

/** `/healthz` (the process lives), `/readyz` (it can answer), `/metrics` (Prometheus). */
export function addHealthRoutes(route: AddRoute, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('candor_runs_running', 'Runs that this process works on.', services.chat.running);
  gauge('candor_followers', 'Open event streams of this process.', services.chat.followers);

  route({
    ...open,
    method: 'GET',
    url: '/healthz',
    handle: async () => ({ status: 'ok', name: 'candor', version: services.status.version }),
  });
  route({
    ...open,
    method: 'GET',
    url: '/readyz',
    async handle(_input, _request, reply) {
      const reason = await services.notReady();
      const { warnings } = services.status;
      return reply
        .status(reason === null ? 200 : 503)
        .send({ status: reason === null ? 'ready' : 'not ready', reason, warnings });
    },
  });
  route({
    ...open,
    method: 'GET',
    url: '/metrics',
    policy: { who: 'member', guards: 'nothing' },
    async handle(_input, _request, reply) {
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  });
}
