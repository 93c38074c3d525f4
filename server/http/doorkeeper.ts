import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#server/appError.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses, before anything is parsed: Host names that are not this machine's (DNS rebinding), requests that another
 * site's page makes, and bodies that are not JSON (a form or a multipart POST needs no preflight, JSON does).
 */
export function addDoorkeeper(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? '';
    if (!loopbackNames.has(hostnameOf(host))) {
      throw new AppError(
        'bad-host',
        'This address is not served here. Use http://127.0.0.1 or http://localhost.',
        {
          status: 403,
        },
      );
    }
    if (isForeign(request, host)) {
      throw new AppError('foreign-origin', 'Requests from pages of other sites are refused.', {
        status: 403,
      });
    }
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
    if (hasBody && !isJson(request) && !acceptsAnyBody(request)) {
      throw new AppError('json-only', 'Send JSON, with content-type: application/json.', { status: 415 });
    }
  });
}

const hostnameOf = (host: string) => host.replace(/:\d{1,5}$/, '').toLowerCase();

function isForeign(request: FastifyRequest, host: string): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  const site = request.headers['sec-fetch-site'];
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  return (site === 'cross-site' || site === 'same-site') && !(navigates && !isApi(request));
}

const isApi = ({ url }: FastifyRequest) => /^\/(trpc|api|metrics)\b/.test(url);

function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}

/** Routes that take a file say so in their config; browsers cannot reach them across sites all the same (Origin). */
function acceptsAnyBody(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { anyBody?: boolean }).anyBody === true;
}
