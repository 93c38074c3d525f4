import { z } from 'zod';
import { completionOf, completionRequest } from './completion.ts';
import { pacedStream } from './pacedStream.ts';

const models = ['offline/planner', 'offline/retriever', 'offline/analyst', 'offline/writer'];

/**
 * An OpenAI-compatible endpoint inside the process, as a `fetch`: `POST …/chat/completions`, streaming and not, and
 * `GET …/models`. It reads the HTTP request and nothing else, keeps nothing, and always answers the same. The answers
 * of a whole run take `paceSeconds` together; 0 does not wait at all.
 */
export function createOfflineFetch({ paceSeconds }: { paceSeconds: number }): typeof fetch {
  return async (input, init) => {
    // a Request's own signal may be collected before the caller's fires, so the caller's is kept
    const signal = init?.signal ?? (input instanceof Request ? input.signal : new AbortController().signal);
    signal.throwIfAborted();
    const request = new Request(input, { ...init, signal: null });
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname.endsWith('/models')) {
      const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'candor' }));
      return Response.json({ object: 'list', data });
    }
    if (request.method !== 'POST' || !pathname.endsWith('/chat/completions')) {
      return failure(404, `There is no ${request.method} ${pathname} here.`);
    }
    const body = completionRequest.safeParse(await request.json().catch(() => null));
    if (!body.success) return failure(400, `The request is not valid: ${z.prettifyError(body.error)}`);
    const { whole, chunks, share } = completionOf(body.data);
    const frames = body.data.stream
      ? [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`)
      : [JSON.stringify(whole)];
    return new Response(pacedStream(frames, paceSeconds * 1_000 * share, signal), {
      headers: { 'content-type': body.data.stream ? 'text/event-stream; charset=utf-8' : 'application/json' },
    });
  };
}

function failure(status: number, message: string): Response {
  const error = { message, type: 'invalid_request_error', code: null, param: null };
  return Response.json({ error }, { status });
}
