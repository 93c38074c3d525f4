import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageBuild, pageTemplate } from './pageBuild.ts';

/** Written into the page by its build, and replaced by a fresh nonce in every response. */
const NONCE = /CSP_NONCE/g;
/** Where the page reads which build it is. */
const BUILD = 'PAGE_BUILD';

const policyOf = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Serves the built page for every address a person may open, under a strict content security policy. */
export async function addStaticPage(app: FastifyInstance, folder: string): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(safeHeaders);
  });
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    preCompressed: true,
    maxAge: '365d',
  });
  const built = pageTemplate(folder);
  const template = built.replace(BUILD, pageBuild(built));
  const theme = readFileSync(join(folder, 'theme.js'));
  app.get('/theme.js', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(theme),
  );
  const sendPage = ({ headers }: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    const page = template.replace(NONCE, nonce);
    const isPacked = headers['accept-encoding']?.includes('gzip');
    return reply
      .headers({ 'content-security-policy': policyOf(nonce), 'cache-control': 'no-store' })
      .headers({ vary: 'accept-encoding', ...(isPacked ? { 'content-encoding': 'gzip' } : {}) })
      .type('text/html; charset=utf-8')
      .send(isPacked ? gzipSync(page) : page);
  };
  for (const url of [
    '/',
    '/s/:sessionId',
    '/calls',
    '/calls/:callId',
    '/usage',
    '/budgets',
    '/prices',
    '/reviews',
    '/settings',
  ])
    app.get(url, sendPage);
  // a person with a mistyped link is told so by the page, a program by an error it can read
  app.get('/*', (request, reply) =>
    request.headers.accept?.includes('text/html') && !/^\/(api|trpc|assets)\//.test(request.url)
      ? sendPage(request, reply.code(404))
      : reply.callNotFound(),
  );
}
