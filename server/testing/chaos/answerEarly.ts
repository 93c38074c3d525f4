import { once } from 'node:events';
import type { Exchange } from './exchange.ts';
import { sleep } from './pace.ts';
import type { WitnessEnd } from './witnessLine.ts';

/** Faults that leave no room for an answer: no bytes, an error status, a body of the wrong kind. Null when there is none. */
export async function answerEarly(exchange: Exchange): Promise<WitnessEnd | null> {
  const { request, response, faults, signal } = exchange;
  await sleep(faults.number('delay', 'ms', 0), signal);
  if (faults.has('refuse')) exchange.refuse(faults.number('refuse', 'ms', 1_000));
  if (faults.has('refuse') || faults.has('rst')) {
    response.socket?.resetAndDestroy();
    return 'drop';
  }
  if (faults.has('hang-headers')) await sleep(Number.POSITIVE_INFINITY, signal);
  if (faults.has('status')) return answerStatus(exchange);
  const wrong = wrongBodies.find(({ name }) => faults.has(name));
  if (wrong === undefined) return null;
  const type = wrong.type ?? (request.stream ? 'text/event-stream' : 'application/json');
  return answerWhole(exchange, 200, { 'content-type': type }, wrong.body);
}

/** Answers with a body that is known whole. */
export async function answerWhole(
  { response, entry, signal }: Exchange,
  status: number,
  headers: Record<string, string>,
  body: string,
): Promise<WitnessEnd> {
  entry.answered(status);
  response.writeHead(status, headers);
  response.end(body);
  entry.wrote(Buffer.byteLength(body), '');
  if (!response.writableFinished) await once(response, 'finish', { signal });
  return 'ok';
}

/** An error body in OpenAI's form. */
export function errorBody(
  message: string,
  code: string | number | null,
  param: string | null = null,
): string {
  return JSON.stringify({ error: { message, type: 'chaos_error', param, code } });
}

const wrongBodies = [
  {
    name: 'html',
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Gateway</title><h1>It works!</h1>',
  },
  { name: 'empty', type: null, body: '' },
  { name: 'plain', type: 'text/plain; charset=utf-8', body: 'upstream connect error or disconnect' },
  { name: 'array', type: 'application/json', body: '[{"choices":[]}]' },
] as const;

function answerStatus(exchange: Exchange): Promise<WitnessEnd> {
  const { faults } = exchange;
  const code = faults.number('status', 'code', 500);
  const after = faults.word('status', 'after');
  const afterMs = faults.word('status', 'after-ms');
  const param = faults.word('status', 'param') ?? null;
  const date = new Date(Date.now() + 1_000 * faults.number('status', 'in', 2)).toUTCString();
  const headers = {
    'content-type': 'application/json',
    ...(after === undefined ? {} : { 'retry-after': after === 'date' ? date : after }),
    ...(afterMs === undefined ? {} : { 'retry-after-ms': afterMs }),
  };
  const message =
    param === null
      ? `The chaos upstream answers ${code}.`
      : `Unsupported parameter: '${param}' is not supported with this model.`;
  const reason = param === null ? `chaos_${code}` : 'unsupported_parameter';
  return answerWhole(exchange, code, headers, errorBody(message, reason, param));
}
