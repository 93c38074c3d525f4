import { z } from 'zod';
import { completionOf } from './completion.ts';
import { completionChunks } from './completionChunks.ts';
import { completionRequest } from './completionRequest.ts';
import { pacedStream } from './pacedStream.ts';

interface OfflineOptions {
  /** How long the answers of a whole run take together; 0 does not wait at all. */
  paceSeconds: number;
}

const models = ['offline/planner', 'offline/retriever', 'offline/analyst', 'offline/writer'];

/**
 * An OpenAI-compatible endpoint inside the process, as a `fetch`: `POST …/chat/completions`, streaming and not, and
 * `GET …/models`. It reads the HTTP request and nothing else, keeps nothing, and always answers the same.
 */
export function createOfflineFetch({ paceSeconds }: OfflineOptions): typeof fetch {
  return async (input, init) => {
    // a Request's own signal may be collected before the caller's fires, so the caller's is kept
    const signal = init?.signal ?? (input instanceof Request ? input.signal : new AbortController().signal);
    signal.throwIfAborted();
    const request = new Request(input, { ...init, signal: null });
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname.endsWith('/models')) return modelList();
    if (request.method !== 'POST' || !pathname.endsWith('/chat/completions')) {
      return failure(404, `There is no ${request.method} ${pathname} here.`);
    }
    const body = completionRequest.safeParse(await request.json().catch(() => null));
    if (!body.success) return failure(400, `The request is not valid: ${z.prettifyError(body.error)}`);
    return complete(body.data, paceSeconds * 1_000, signal);
  };
}

function complete(body: z.infer<typeof completionRequest>, runMs: number, signal: AbortSignal): Response {
  const completion = completionOf(body);
  const totalMs = runMs * completion.share;
  if (body.stream) {
    const frames = completionChunks(completion).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
    const stream = pacedStream([...frames, 'data: [DONE]\n\n'], totalMs, signal);
    return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  }
  const { id, model, pieces, toolCalls, finishReason, usage } = completion;
  const message = {
    role: 'assistant',
    content: pieces.join('') || null,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  const choices = [{ index: 0, message, finish_reason: finishReason }];
  const whole = JSON.stringify({ id, object: 'chat.completion', created: 0, model, choices, usage });
  return new Response(pacedStream([whole], totalMs, signal), {
    headers: { 'content-type': 'application/json' },
  });
}

function modelList(): Response {
  const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'candor' }));
  return Response.json({ object: 'list', data });
}

function failure(status: number, message: string): Response {
  return Response.json(
    { error: { message, type: 'invalid_request_error', code: null, param: null } },
    { status },
  );
}
