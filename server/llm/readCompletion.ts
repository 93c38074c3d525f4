import { type Fields, fieldsOf, isFields, listOf, textOf } from './looseJson.ts';
import type { ToolCall } from './modelCall.ts';
import { toolCallReader } from './toolCallReader.ts';

/** Everything a chat-completion stream has said so far; whole only once a `finishReason` was seen. */
export interface Completion {
  /** What a person may see: all that `push` returned, joined. A refusal is part of it. */
  text: string;
  reasoningText: string;
  refusal: string | null;
  toolCalls: ToolCall[];
  finishReason: string | null;
  upstreamModel: string | null;
  upstreamId: string | null;
  /** The last usage object as sent; something that is no object is kept as `{ raw }`. */
  rawUsage: Record<string, unknown> | null;
  /** An error that arrived inside a stream with HTTP status 200. The first one counts. */
  providerError: { code: string; message: string } | null;
  sawChunk: boolean;
}

/** Reads one stream; see `completionReader`. */
export interface CompletionReader {
  /** Takes one parsed chunk and returns its visible text, often empty. Never throws, whatever the chunk is. */
  push(chunk: unknown): string;
  completion(): Completion;
  /** Thoughts and tool arguments since it was last asked: output that nobody sees. */
  takeHidden(): string;
  hasToolCalls(): boolean;
  /** Whether the provider has reported an error, or sent something that is no chunk. */
  failed(): boolean;
}

/**
 * Reads the chunks of one chat-completion stream, from any provider, one by one; what has been read is at hand
 * at any moment, so a stream that is stopped or cut still has its text, tool calls and usage.
 */
export function completionReader(): CompletionReader {
  const text: string[] = [];
  const reasoning: string[] = [];
  const refusal: string[] = [];
  const toolCalls = toolCallReader();
  let finishReason: string | null = null;
  let upstreamModel: string | null = null;
  let upstreamId: string | null = null;
  let rawUsage: Fields | null = null;
  let providerError: Completion['providerError'] = null;
  let sawChunk = false;
  let hidden = '';

  function think(thought: string): void {
    reasoning.push(thought);
    hidden += thought;
  }

  function readDelta(delta: Fields): string {
    // the same thoughts may come under both names: one of them is enough
    think(textOf(delta.reasoning_content) || textOf(delta.reasoning));
    for (const toolCall of listOf(delta.tool_calls)) {
      if (!isFields(toolCall)) continue;
      toolCalls.push(toolCall);
      hidden += textOf(fieldsOf(toolCall.function).arguments);
    }
    return readContent(delta.content) + readRefusal(delta.refusal);
  }

  function readContent(content: unknown): string {
    if (typeof content === 'string') return content;
    return listOf(content).map(fieldsOf).map(readPart).join('');
  }

  function readPart(part: Fields): string {
    if (part.type === 'refusal') return readRefusal(part.refusal);
    if (part.type !== 'thinking') return textOf(part.text);
    think(thoughtOf(part.thinking));
    return '';
  }

  function readRefusal(piece: unknown): string {
    if (textOf(piece)) refusal.push(textOf(piece));
    return textOf(piece);
  }

  function noteUsage(usage: unknown): void {
    if (usage === undefined || usage === null) return;
    // providers that report usage in every chunk report it cumulatively: the last one is the sum
    rawUsage = isFields(usage) ? usage : { raw: usage };
  }

  return {
    push(chunk) {
      sawChunk = true;
      if (!isFields(chunk)) {
        providerError ??= { code: 'protocol', message: 'It sent something that is no piece of an answer.' };
        return '';
      }
      upstreamModel ||= textOf(chunk.model) || null;
      upstreamId ||= textOf(chunk.id) || null;
      noteUsage(chunk.usage ?? fieldsOf(chunk.x_groq).usage);
      providerError ??= errorOf(
        chunk.object === 'error' || chunk.type === 'error' ? (chunk.error ?? chunk) : chunk.error,
      );
      let visible = '';
      for (const choice of listOf(chunk.choices).filter(isFirstChoice)) {
        finishReason = textOf(choice.finish_reason) || finishReason;
        noteUsage(choice.usage);
        providerError ??= errorOf(choice.error);
        visible += readDelta(fieldsOf(choice.delta));
      }
      if (visible) text.push(visible);
      return visible;
    },
    completion: () => ({
      text: text.join(''),
      reasoningText: reasoning.join(''),
      refusal: refusal.length > 0 ? refusal.join('') : null,
      toolCalls: toolCalls.list(),
      finishReason,
      upstreamModel,
      upstreamId,
      rawUsage,
      providerError,
      sawChunk,
    }),
    takeHidden() {
      const taken = hidden;
      hidden = '';
      return taken;
    },
    hasToolCalls: toolCalls.any,
    failed: () => providerError !== null,
  };
}

function errorOf(error: unknown): Completion['providerError'] {
  if (error === undefined || error === null || error === false || error === '') return null;
  const fields = fieldsOf(error);
  const code = fields.code ?? fields.type;
  return {
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : 'provider-error',
    message: textOf(error) || textOf(fields.message) || 'It gave no reason.',
  };
}

// we ask for one answer; a second choice would be another answer mixed into it
function isFirstChoice(choice: unknown): choice is Fields {
  return isFields(choice) && !(typeof choice.index === 'number' && choice.index > 0);
}

function thoughtOf(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking;
  return listOf(thinking)
    .map((part) => textOf(fieldsOf(part).text))
    .join('');
}
