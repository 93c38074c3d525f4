import OpenAI from 'openai';
import type { Route } from './endpoints.ts';
import { ModelStreamError } from './modelStreamError.ts';
import { readEventStream } from './readEventStream.ts';
import { readWholeAnswer } from './readWholeAnswer.ts';

/** An answer that has begun. Leaving the loop over `chunks` early closes the connection. */
interface ModelStream {
  chunks: AsyncIterable<unknown>;
  contentType: string;
  status: number;
}

export interface ModelClient {
  /**
   * Sends one request (`stream: true` is added to `body`) and waits for the answer's head, at most
   * `connectTimeoutMs` if given. Never tries again. Every failure is thrown, an abort as the signal's reason, here
   * or while `chunks` is read; `modelError` says what it means.
   */
  open(
    route: Route,
    body: Record<string, unknown>,
    options: { signal: AbortSignal; headers?: Record<string, string>; connectTimeoutMs?: number },
  ): Promise<ModelStream>;
  /** The ids that an endpoint offers; empty when it has no such list. */
  listModels(route: Route, signal: AbortSignal): Promise<string[]>;
}

/** The longest timer Node knows: the client's own time limit is out of the way, ours are kept by the caller. */
const noTimeoutMs = 2_147_483_647;

/** How long a connection may stay open after the last chunk, to be used again. */
const drainMs = 250;

/** A client for any OpenAI-compatible endpoint. `fetch` replaces the network: the offline engine is one. */
export function createModelClient(options: { fetch?: typeof fetch } = {}): ModelClient {
  const clients = new Map<string, OpenAI>();
  const clientOf = ({ baseURL, apiKey }: Route): OpenAI => {
    const key = JSON.stringify([baseURL, apiKey]);
    const client = clients.get(key) ?? createClient(baseURL, apiKey, options.fetch);
    clients.set(key, client);
    return client;
  };
  return {
    async open(route, body, { signal, headers, connectTimeoutMs = noTimeoutMs }) {
      const request = new AbortController();
      const abort = () => request.abort(signal.reason);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true });
      const letGo = () => signal.removeEventListener('abort', abort);
      const timer = setTimeout(() => request.abort(noAnswer()), connectTimeoutMs);
      try {
        const response = await clientOf(route)
          .post('/chat/completions', {
            body: { ...body, stream: true },
            stream: true,
            signal: request.signal,
            ...(headers ? { headers } : {}),
          })
          .asResponse();
        return streamOf(response, request, letGo);
      } catch (error) {
        letGo();
        // the client hides the reason of an abort behind an error of its own
        const reason: unknown = request.signal.reason;
        request.abort();
        throw reason ?? error;
      } finally {
        clearTimeout(timer);
      }
    },

    async listModels(route, signal) {
      // Anthropic's list wants its own header, and has pages of twenty unless asked for more
      const own = { 'x-api-key': route.apiKey, 'anthropic-version': '2023-06-01' };
      const extra = route.provider === 'anthropic' ? { headers: own, query: { limit: 1000 } } : {};
      try {
        const list = await clientOf(route).models.list({ signal, ...extra });
        return list.data.map(({ id }) => id).filter((id) => typeof id === 'string');
      } catch (error) {
        if (error instanceof OpenAI.NotFoundError) return [];
        throw error;
      }
    },
  };
}

function createClient(baseURL: string, apiKey: string, ownFetch: typeof fetch | undefined): OpenAI {
  return new OpenAI({
    baseURL,
    apiKey: apiKey || 'none',
    // nothing from the environment that was not asked for
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: noTimeoutMs,
    logLevel: 'off',
    // a request with a key follows nobody elsewhere
    fetchOptions: { redirect: 'manual' },
    ...(apiKey ? {} : { defaultHeaders: { authorization: null } }),
    ...(ownFetch ? { fetch: ownFetch } : {}),
  });
}

function streamOf(response: Response, request: AbortController, letGo: () => void): ModelStream {
  const contentType = response.headers.get('content-type') ?? '';
  const read = readerFor(contentType);
  if (!read || !response.body) throw badContentType();
  return { chunks: readChunks(read, response.body, request, letGo), contentType, status: response.status };
}

type ReadBody = (body: AsyncIterable<Uint8Array>) => AsyncIterable<unknown>;

function readerFor(contentType: string): ReadBody | null {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/event-stream') return readEventStream;
  return type === 'application/json' ? readOneChunk : null;
}

async function* readChunks(
  read: ReadBody,
  body: ReadableStream<Uint8Array>,
  request: AbortController,
  letGo: () => void,
): AsyncGenerator<unknown, void> {
  const reader = body.getReader();
  let whole = false;
  try {
    yield* read(bytesOf(reader));
    whole = true;
  } catch (error) {
    throw request.signal.aborted ? (request.signal.reason ?? error) : error;
  } finally {
    letGo();
    if (whole) void drain(reader, request);
    else request.abort();
  }
}

async function* bytesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Reads what is left after `[DONE]`, normally nothing, so that the connection can be used again. */
async function drain(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  request: AbortController,
): Promise<void> {
  const timer = setTimeout(() => request.abort(), drainMs);
  timer.unref();
  try {
    for (;;) if ((await reader.read()).done) break;
  } catch {
    // the answer is whole; how its connection ended is of no interest
  } finally {
    clearTimeout(timer);
  }
}

async function* readOneChunk(body: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void> {
  const chunk = await readWholeAnswer(body);
  if (!chunk) throw badContentType();
  yield chunk;
}

function badContentType(): ModelStreamError {
  return new ModelStreamError(
    'bad-content-type',
    'The model endpoint answered with something that is no model answer.',
  );
}

function noAnswer(): ModelStreamError {
  return new ModelStreamError('timeout', 'The model provider did not begin to answer in time.');
}
