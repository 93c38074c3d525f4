import { createServer, type ServerResponse } from 'node:http';
import { tokenText } from './answerText.ts';
import { listen } from './listen.ts';

/** How often the wheel looks which streams are due, in milliseconds. */
const TICK_MS = 1;

const head = {
  id: 'chatcmpl-bench',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'bench-model',
};

interface Stream {
  response: ServerResponse;
  /** When the next token is due, by `performance.now()`. */
  dueMs: number;
  /** When each token left. */
  sentMs: number[];
}

interface UpstreamOptions {
  streams: number;
  /** Of each answer. */
  tokens: number;
  tokensPerSecond: number;
}

/** An endpoint that speaks as many answers side by side as there are streams. */
export interface Upstream extends Disposable {
  url: string;
  /** Begins all answers as soon as all of them were asked for. */
  start(): void;
  /** When a token left, by `performance.now()`. */
  sentMs(stream: number, token: number): number;
}

/**
 * An OpenAI-compatible endpoint that answers every chat request with a text known beforehand, a token at a time at a
 * steady rate, all from one timer wheel.
 */
export async function startUpstream({
  streams,
  tokens,
  tokensPerSecond,
}: UpstreamOptions): Promise<Upstream> {
  const periodMs = 1_000 / tokensPerSecond;
  const waiting: ServerResponse[] = [];
  const spoken: Stream[] = [];
  let mayStart = false;

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[{"id":"bench-model","object":"model"}]}');
      return;
    }
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      waiting.push(response);
      startAll();
    });
  });

  function startAll(): void {
    if (!mayStart || waiting.length < streams) return;
    const nowMs = performance.now();
    for (const [at, response] of waiting.entries()) {
      // spread over one period: in a real crowd no two models speak in step
      spoken.push({ response, dueMs: nowMs + (at / streams) * periodMs, sentMs: [] });
      response.write(chunk({ role: 'assistant', content: '' }, null));
    }
  }

  function sendDue(): void {
    const nowMs = performance.now();
    for (const [number, stream] of spoken.entries()) {
      const { response, sentMs } = stream;
      if (sentMs.length === tokens) continue;
      while (stream.dueMs <= nowMs && sentMs.length < tokens) {
        response.write(chunk({ content: tokenText(number, sentMs.length) }, null));
        sentMs.push(nowMs);
        stream.dueMs += periodMs;
      }
      if (sentMs.length === tokens) finish(response, tokens);
    }
  }

  const wheel = setInterval(sendDue, TICK_MS);
  return {
    url: await listen(server),
    start() {
      mayStart = true;
      startAll();
    },
    sentMs: (stream, token) => spoken[stream]?.sentMs[token] ?? Number.NaN,
    [Symbol.dispose]() {
      clearInterval(wheel);
      server.closeAllConnections();
      server.close();
    },
  };
}

function finish(response: ServerResponse, tokens: number): void {
  const usage = { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens };
  response.write(chunk({}, 'stop'));
  response.write(`data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function chunk(delta: Record<string, string>, finishReason: string | null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ ...head, choices })}\n\n`;
}
