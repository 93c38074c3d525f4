import { z } from 'zod';
import type { Chaos } from './chaos.ts';

const match = z
  .strictObject({
    role: z.string(),
    model: z.string(),
    regex: z.string(),
    callId: z.string(),
    path: z.string(),
    nth: z.number().int().positive(),
  })
  .partial();
const scriptBody = z.strictObject({
  match: match.optional(),
  fault: z.string(),
  times: z.number().int().optional(),
});
const gateBody = z.strictObject({
  match: match.optional(),
  at: z.union([z.enum(['request', 'headers', 'end']), z.number().int().min(0)]).optional(),
});
const openBody = z.strictObject({ id: z.string() });
const waitBody = z.union([
  z.strictObject({ gate: z.string() }),
  z.strictObject({
    match: match.optional(),
    n: z.number().int().positive().optional(),
    phase: z.enum(['start', 'end']).optional(),
  }),
]);

export interface ControlAnswer {
  status: number;
  body: unknown;
}

/** What a program outside asks of the upstream under `/_chaos/`; the same as the methods of `Chaos`. */
export async function answerControl(
  chaos: Chaos,
  url: URL,
  method: string,
  rawBody: string,
): Promise<ControlAnswer> {
  try {
    const body: unknown = rawBody === '' ? {} : JSON.parse(rawBody);
    return await route(chaos, `${method} ${url.pathname}`, url.searchParams, body);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      return { status: 400, body: { error: error.message } };
    throw error;
  }
}

async function route(
  chaos: Chaos,
  name: string,
  query: URLSearchParams,
  body: unknown,
): Promise<ControlAnswer> {
  switch (name) {
    case 'GET /_chaos/log':
      return ok(chaos.log(Number(query.get('since') ?? 0)));
    case 'GET /_chaos/stats':
      return ok(chaos.stats());
    case 'POST /_chaos/script':
      chaos.script(scriptBody.parse(body));
      return ok({});
    case 'POST /_chaos/reset':
      chaos.reset();
      return ok({});
    case 'POST /_chaos/gate':
      return ok({ id: chaos.gate(gateBody.parse(body)).id });
    case 'POST /_chaos/open':
      return chaos.open(openBody.parse(body).id)
        ? ok({})
        : missing('There is no such gate, or it is open already.');
    case 'POST /_chaos/wait': {
      const awaited = waitBody.parse(body);
      const seen = 'gate' in awaited ? chaos.reached(awaited.gate) : chaos.wait(awaited);
      if (seen === undefined) return missing('There is no such gate, or it is open already.');
      await seen;
      return ok({});
    }
    default:
      return missing(`There is no ${name}.`);
  }
}

const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const missing = (error: string): ControlAnswer => ({ status: 404, body: { error } });
