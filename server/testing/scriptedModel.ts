import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { errorBody } from './chaos/answerEarly.ts';
import { type ChatRequest, readChatRequest } from './chaos/chatRequest.ts';
import { sleep } from './chaos/pace.ts';
import { readBody } from './chaos/readBody.ts';
import { serverPort } from './chaos/serverPort.ts';
import { scriptedFrames } from './scriptedFrames.ts';
import type { ScriptedReply, ScriptStep } from './scriptStep.ts';

/** What a scripted model has seen of one request. */
interface ScriptedRequest extends ChatRequest {
  /** Whether the caller went away before the answer was whole. */
  isAbandoned: boolean;
}

/** An OpenAI-compatible endpoint that answers from a script and refuses everything else. */
export interface ScriptedModel extends AsyncDisposable {
  /** The base URL, `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** The chat requests so far, in the order of their arrival. */
  readonly requests: readonly ScriptedRequest[];
  /** Steps that no request has taken. */
  unused(): ScriptedReply[];
  /** @throws Error naming the requests that no step was for, and the steps left over. */
  assertDone(): void;
  /** Ends what hangs and closes the port. */
  close(): Promise<void>;
}

/**
 * Starts a model on a free port of 127.0.0.1. A request takes the first unused step that matches it, so steps of
 * agents that work at the same time need a `match`; a request without a step is answered with status 500 and told by
 * `assertDone`. `GET /models` lists `models` and takes no step.
 */
export async function scriptedModel(steps: ScriptedReply[], models: string[] = []): Promise<ScriptedModel> {
  const left = [...steps];
  const requests: ScriptedRequest[] = [];
  const unexpected: string[] = [];
  const closing = new AbortController();

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      // a caller that left ends the answer with an abort: only what broke while someone listened is a mistake
      if (!response.destroyed && !closing.signal.aborted)
        unexpected.push(`the step failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    if (body === null) return;
    const request: ScriptedRequest = { ...readChatRequest(incoming, body), isAbandoned: false };
    if (request.method === 'GET' && request.path.endsWith('/models')) {
      return sendJson(response, 200, JSON.stringify({ object: 'list', data: models.map((id) => ({ id })) }));
    }
    requests.push(request);
    const step = await take(request);
    if (step === null) {
      const found = `${request.method} ${request.path}, role ${request.role}, "${request.question.slice(0, 80)}"`;
      unexpected.push(`unexpected call: ${found}`);
      return sendJson(response, 500, errorBody(`No step of the script is for ${found}.`, 'unexpected_call'));
    }
    const leaving = new AbortController();
    response.once('close', () => {
      request.isAbandoned = !response.writableEnded && step.ending !== 'cut' && !closing.signal.aborted;
      leaving.abort();
    });
    await play(step, request, response, AbortSignal.any([leaving.signal, closing.signal]));
  }

  async function take(request: ChatRequest): Promise<ScriptStep | null> {
    const index = left.findIndex((step) => typeof step === 'function' || matches(step, request));
    const [reply] = index < 0 ? [] : left.splice(index, 1);
    if (reply === undefined) return null;
    return typeof reply === 'function' ? reply(request) : reply;
  }

  const model: ScriptedModel = {
    url: `http://127.0.0.1:${serverPort(server)}/v1`,
    requests,
    unused: () => [...left],
    assertDone() {
      const complaints = [
        ...unexpected,
        ...left.map(
          (step) =>
            `unused step: ${typeof step === 'function' ? step.name || 'a function' : JSON.stringify(step)}`,
        ),
      ];
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    [Symbol.asyncDispose]: () => model.close(),
  };
  return model;
}

function matches({ match }: ScriptStep, request: ChatRequest): boolean {
  return (
    (match?.role === undefined || match.role === request.role) &&
    (match?.model === undefined || match.model === request.model)
  );
}

async function play(
  step: ScriptStep,
  request: ChatRequest,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (step.after !== undefined) await Promise.race([step.after, sleep(Number.POSITIVE_INFINITY, signal)]);
  if (step.failure !== undefined) {
    const { status, headers } = step.failure;
    return sendJson(response, status, errorBody(`The script says ${status}.`, `scripted_${status}`), headers);
  }
  response.writeHead(200, { 'content-type': request.stream ? 'text/event-stream' : 'application/json' });
  response.flushHeaders();
  for (const frame of scriptedFrames(step, request)) response.write(frame);
  if (step.ending === 'hang') await sleep(Number.POSITIVE_INFINITY, signal);
  if (step.ending === 'cut') {
    // a reset throws away what the caller has not read yet
    await sleep(25, signal);
    response.socket?.resetAndDestroy();
    return;
  }
  response.end();
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
