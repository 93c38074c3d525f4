import { createServer, type ServerResponse } from 'node:http';
import { tokenText } from './answerText.ts';
import { serve } from './serve.ts';

/** How often the wheel looks which streams are due, in milliseconds. */
const TICK_MS = 1;

interface Stream {
  response: ServerResponse;
  sent: number;
  /** When the next token is due, by `performance.now()`. */
  dueMs: number;
}

const [streams = 1, tokens = 1, tokensPerSecond = 1] = process.argv.slice(2).map(Number);
const head = {
  id: 'chatcmpl-bench',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'bench-model',
};
const periodMs = 1_000 / tokensPerSecond;
const running = new Set<Stream>();
const waiting: ServerResponse[] = [];
let mayStart = false;

/**
 * An OpenAI-compatible endpoint that answers every chat request with the same text, a token at a time at a steady
 * rate. It holds the answers back until it is told to start and as many requests are open as there are streams, so
 * that all run side by side.
 */
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
  // spread over one period: in a real crowd no two models speak in step
  for (const [at, response] of waiting.splice(0).entries()) {
    const stream = { response, sent: 0, dueMs: nowMs + (at / streams) * periodMs };
    running.add(stream);
    response.on('close', () => running.delete(stream));
    response.write(chunk({ role: 'assistant', content: '' }, null));
  }
}

setInterval(() => {
  const nowMs = performance.now();
  for (const stream of running) {
    while (stream.dueMs <= nowMs && stream.sent < tokens) {
      stream.response.write(chunk({ content: tokenText(stream.sent) }, null));
      stream.sent += 1;
      stream.dueMs += periodMs;
    }
    if (stream.sent === tokens) {
      running.delete(stream);
      finish(stream.response);
    }
  }
}, TICK_MS);

function finish(response: ServerResponse): void {
  const usage = { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens };
  response.write(chunk({}, 'stop'));
  response.write(`data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function chunk(delta: Record<string, string>, finishReason: string | null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ ...head, choices })}\n\n`;
}

process.on('message', (message) => {
  if (message !== 'start') return;
  mayStart = true;
  startAll();
});
await serve(server);
