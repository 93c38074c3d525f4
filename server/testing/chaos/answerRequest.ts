import { answerEarly, answerWhole, errorBody } from './answerEarly.ts';
import { bodyFrames } from './bodyFrames.ts';
import { chaosReply } from './chaosReply.ts';
import { deliver } from './deliver.ts';
import { embeddings } from './embeddings.ts';
import type { Exchange } from './exchange.ts';
import { streamFrames } from './streamFrames.ts';
import type { WitnessEnd } from './witnessLine.ts';

export interface AnswerOptions {
  seed: string;
  /** Ids that `GET /v1/models` lists; any other id is answered all the same. */
  models: readonly string[];
}

/**
 * Answers one request of the OpenAI API under its faults.
 * @throws AbortError when the client goes away, or another Error for a fault with impossible options.
 */
export async function answerRequest(exchange: Exchange, options: AnswerOptions): Promise<WitnessEnd> {
  const { request, hold, signal } = exchange;
  await hold('request', signal);
  const early = await answerEarly(exchange);
  if (early !== null) return early;
  switch (`${request.method} ${request.path}`) {
    case 'POST /v1/chat/completions':
      return answerChat(exchange, options.seed);
    case 'POST /v1/embeddings':
      return answerJson(exchange, 200, JSON.stringify(embeddings(request.body)));
    case 'GET /v1/models': {
      const data = options.models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'chaos' }));
      return answerJson(exchange, 200, JSON.stringify({ object: 'list', data }));
    }
    default:
      return answerJson(
        exchange,
        404,
        errorBody(`There is no ${request.method} ${request.path}.`, 'not_found'),
      );
  }
}

async function answerChat(exchange: Exchange, seed: string): Promise<WitnessEnd> {
  const { request, faults, entry } = exchange;
  if (request.messages.length === 0) {
    return answerJson(exchange, 400, errorBody('The request has no messages.', 'bad_request', 'messages'));
  }
  const reply = chaosReply(request, faults, { seed, seq: entry.line.seq });
  const frames = request.stream ? streamFrames(reply, faults) : bodyFrames(reply, faults);
  return deliver(frames, exchange);
}

function answerJson(exchange: Exchange, status: number, body: string): Promise<WitnessEnd> {
  return answerWhole(exchange, status, { 'content-type': 'application/json' }, body);
}
