import type { Completion } from './completion.ts';

/** A completion as the chunks of a stream: role, words, tool calls, finish_reason, usage. */
export function completionChunks({
  id,
  model,
  pieces,
  toolCalls,
  finishReason,
  usage,
}: Completion): object[] {
  const chunk = (delta: object, finish: string | null = null) => ({
    id,
    object: 'chat.completion.chunk',
    created: 0,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((content) => chunk({ content })),
    ...toolCalls.map((call, index) => chunk({ tool_calls: [{ index, ...call }] })),
    chunk({}, finishReason),
    { id, object: 'chat.completion.chunk', created: 0, model, choices: [], usage },
  ];
}
