import { createHash } from 'node:crypto';
import { countTokens } from '../countTokens.ts';
import type { CompletionRequest } from './completionRequest.ts';
import { offlineReply } from './offlineReply.ts';

/** A whole completion, ready to be sent at once or in pieces. */
export interface Completion {
  id: string;
  model: string;
  /** The text word by word. */
  pieces: string[];
  toolCalls: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
  finishReason: 'stop' | 'length' | 'tool_calls';
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  /** Share of a run's pace that it takes. */
  share: number;
}

/** The engine's answer to a request. The same request gives the same completion, ids included. */
export function completionOf(request: CompletionRequest): Completion {
  const { messages, model } = request;
  const reply = offlineReply(messages);
  const id = createHash('sha256').update(JSON.stringify(messages)).digest('hex').slice(0, 24);
  const offered = request.tools?.map((tool) => tool.function.name) ?? [];
  const toolCalls = reply.toolCalls
    .filter(({ name }) => offered.includes(name))
    .map(({ name, arguments: given }, index) => ({
      id: `call_${id.slice(0, 8)}_${index + 1}`,
      type: 'function' as const,
      function: { name, arguments: JSON.stringify(given) },
    }));
  const said = reply.text === '' && toolCalls.length === 0 ? 'There is nothing to add.' : reply.text;
  const { pieces, cut } = limited(
    said.match(/\s*\S+\s*?/gu) ?? [],
    request.max_completion_tokens ?? request.max_tokens ?? null,
  );
  const promptTokens = messages.reduce((sum, message) => sum + countTokens(message.content) + 3, 3);
  const completionTokens = [pieces.join(''), ...toolCalls.map((call) => call.function.arguments)].reduce(
    (sum, text) => sum + countTokens(text),
    0,
  );
  return {
    id: `offline-${id}`,
    model,
    pieces,
    toolCalls,
    finishReason: cut ? 'length' : toolCalls.length > 0 ? 'tool_calls' : 'stop',
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    share: reply.share,
  };
}

/** As many words as the caller's token limit leaves room for. */
function limited(words: string[], maxTokens: number | null): { pieces: string[]; cut: boolean } {
  if (maxTokens === null) return { pieces: words, cut: false };
  let tokens = 0;
  const fitting = words.findIndex((word) => {
    tokens += countTokens(word);
    return tokens > maxTokens;
  });
  return fitting < 0 ? { pieces: words, cut: false } : { pieces: words.slice(0, fitting), cut: true };
}
