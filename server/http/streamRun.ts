import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { appErrorOf } from '#server/appError.ts';
import type { Chat } from '#server/chat/chat.ts';
import { callTree } from '#shared/callTree.ts';
import { chatAnswerOf } from '#shared/chatAnswer.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';

const PING_MS = 15_000;

/** Headers of a server-sent event stream; the last keeps proxies from holding it back. */
const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/**
 * Writes a run as REST's stream: `status`, `tree_update`, `content`, and last `complete`, `error` or `stopped`.
 * A reader that leaves stops the run: Ctrl-C means stop.
 */
export async function streamRun(
  { chat, log }: { chat: Pick<Chat, 'follow' | 'stop'>; log: Logger },
  runId: string,
  reply: FastifyReply,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  raw.writeHead(200, { ...sseHeaders, ...headersOf(reply) });
  raw.write('retry: 200\n\n');
  const ping = setInterval(() => raw.write(': ping\n\n'), PING_MS);
  let view: RunView = emptyRun;
  try {
    for await (const event of chat.follow(runId, undefined, gone.signal)) {
      const before = view;
      view = foldRun(view, event);
      for (const message of messagesOf(event, before, view)) {
        // a slow reader slows only itself: the run is fed from its log
        if (!raw.write(`data: ${JSON.stringify(message)}\n\n`))
          await once(raw, 'drain', { signal: gone.signal });
      }
    }
  } catch (error) {
    // the status is out already: a stream that breaks says so, for a silent end looks like a whole answer
    if (!gone.signal.aborted) raw.write(`data: ${JSON.stringify(broken(error, runId, log))}\n\n`);
  } finally {
    clearInterval(ping);
    if (view.endedAt === null) await stopQuietly(chat, runId, log);
    raw.end();
  }
}

function broken(error: unknown, runId: string, log: Logger): RestMessage {
  const known = appErrorOf(error);
  const { code, message, incidentId, retryable } = known;
  log.error({ runId, code, incidentId, err: known.cause ?? known }, 'a stream broke');
  return { type: 'error', data: { code, message, incident_id: incidentId, retryable, run_id: runId } };
}

/** Nobody is there any more to hear that the stop failed. */
async function stopQuietly(chat: Pick<Chat, 'stop'>, runId: string, log: Logger): Promise<void> {
  await chat.stop(runId).catch((error: unknown) => log.warn({ runId, err: error }, 'a run was not stopped'));
}

/** The headers that hooks have set already, e.g. the security ones. */
function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

interface RestMessage {
  type: 'status' | 'tree_update' | 'content' | 'complete' | 'error' | 'stopped';
  data: unknown;
}

function messagesOf(event: StreamEvent, before: RunView, view: RunView): RestMessage[] {
  switch (event.type) {
    case 'status':
      return [{ type: 'status', data: { status: event.phase, message: event.message } }];
    case 'budget':
      return [{ type: 'status', data: { status: 'budget', message: event.message } }];
    case 'answer-delta':
      return [{ type: 'content', data: { content: event.text } }];
    case 'step-start':
    case 'step-end':
    case 'tool-start':
    case 'tool-end':
    case 'call-start':
    case 'call-first-token':
    case 'call-end':
      return [{ type: 'tree_update', data: callTree(view) }];
    case 'run-end':
      return [{ type: 'tree_update', data: callTree(view) }, ending(view)];
    case 'snapshot': {
      // a long lag: what was not written yet follows in one piece
      const rest = view.answer.slice(before.answer.length);
      const tree: RestMessage = { type: 'tree_update', data: callTree(view) };
      const content: RestMessage[] = rest === '' ? [] : [{ type: 'content', data: { content: rest } }];
      return [tree, ...content, ...(view.endedAt === null ? [] : [ending(view)])];
    }
    default:
      return [];
  }
}

function ending(view: RunView): RestMessage {
  const answer = chatAnswerOf(view);
  if (view.status === 'failed' && view.error) {
    const { code, message, incidentId, retryable } = view.error;
    return { type: 'error', data: { code, message, incident_id: incidentId, retryable, run_id: view.runId } };
  }
  return { type: view.status === 'stopped' ? 'stopped' : 'complete', data: answer };
}
