import type { Chaos } from './chaos.ts';
import { type RawAnswer, rawRequest } from './rawRequest.ts';

interface Chunk {
  id: string;
  choices?: {
    delta?: { role?: string; content?: string | null; tool_calls?: ToolDelta[] } | null;
    finish_reason?: string | null;
  }[];
  usage?: unknown;
  error?: unknown;
}

interface ToolDelta {
  index: number;
  id?: string;
  function: { name?: string; arguments: string };
}

/** The prompt that all questions of a wire client send: two reviews to cite. */
export const wireMessages = [
  { role: 'system', content: 'Role: Answer\nWrite.' },
  { role: 'user', content: 'Top gaps?\n[1] (rating 1) The battery died.\n[2] (rating 2) Late.' },
];

/** Asks a chaos upstream for an answer under a fault, over a bare socket. */
export async function askWire(
  chaos: Chaos,
  fault: string,
  {
    stream = true,
    giveUpAfterMs = 2_000,
    maxTokens,
  }: { stream?: boolean; giveUpAfterMs?: number; maxTokens?: number } = {},
): Promise<RawAnswer> {
  return rawRequest(chaos.port, {
    headers: { 'x-chaos': fault },
    body: {
      model: 'test/model',
      messages: wireMessages,
      stream,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    },
    giveUpAfterMs,
  });
}

/** The data of all events, for answers in the plain framing. */
export function eventData(answer: RawAnswer): string[] {
  const events = answer.body.toString().split('\n\n');
  return events.filter((event) => event !== '').map((event) => event.replace(/^data: /, ''));
}

/** The chunks of a stream, `[DONE]` left aside. */
export function chunks(answer: RawAnswer): Chunk[] {
  const data = eventData(answer).filter((event) => event !== '[DONE]');
  return data.map((event): Chunk => JSON.parse(event));
}

/** The pieces of visible text that are not empty. */
export function pieces(answer: RawAnswer): string[] {
  return chunks(answer).flatMap((chunk) => chunk.choices?.[0]?.delta?.content || []);
}

/** The visible text of a stream. */
export function streamedText(answer: RawAnswer): string {
  return pieces(answer).join('');
}

/** The JSON of an answer that is not a stream. */
export function json(answer: RawAnswer) {
  return JSON.parse(answer.body.toString());
}
