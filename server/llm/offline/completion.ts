import { createHash } from 'node:crypto';
import { z } from 'zod';
import { countTokens, estimateUsage } from '../countTokens.ts';
import { offlineReply } from './offlineReply.ts';

const textParts = z.array(z.object({ text: z.string().default('') }));
const content = z.union([z.string(), textParts.transform((parts) => parts.map(({ text }) => text).join(''))]);

const requestMessage = z.object({
  role: z.string(),
  content: content.nullish().transform((text) => text ?? ''),
});

/** The part of a chat completion request that the engine understands; the rest is ignored, as real endpoints do. */
export const completionRequest = z.object({
  model: z.string().min(1),
  messages: z.array(requestMessage).min(1),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).nullish(),
  stream: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});

/** The answer to a request, whole and as chunks, and the share of a run's pace that it takes; the same every time. */
export function completionOf(request: z.infer<typeof completionRequest>) {
  const { messages, model, tools } = request;
  const reply = offlineReply(messages);
  const hash = createHash('sha256').update(JSON.stringify(messages)).digest('hex').slice(0, 24);
  const offered = new Set(tools?.map((tool) => tool.function.name));
  const toolCalls = reply.toolCalls
    .filter(({ name }) => offered.has(name))
    .map(({ name, arguments: given }, index) => ({
      id: `call_${hash.slice(0, 8)}_${index + 1}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(given) },
    }));
  const calls = toolCalls.map((call) => ({ id: call.id, ...call.function }));
  const said = reply.text === '' && calls.length === 0 ? 'There is nothing to add.' : reply.text;
  const words = said.match(/\s*\S+\s*?/gu) ?? [];
  const pieces = fitting(words, request.max_completion_tokens ?? request.max_tokens ?? Infinity);
  const text = pieces.join('');
  const used = estimateUsage({ messages, text, toolCalls: calls });

  const head = { id: `offline-${hash}`, created: 0, model };
  const usage = {
    prompt_tokens: used.promptTokens,
    completion_tokens: used.completionTokens,
    total_tokens: used.totalTokens,
  };
  const answer = { role: 'assistant', content: text || null };
  const message = calls.length > 0 ? { ...answer, tool_calls: toolCalls } : answer;
  const finished = calls.length > 0 ? 'tool_calls' : 'stop';
  const finish_reason = pieces.length < words.length ? 'length' : finished;
  const chunk = (...choices: object[]) => ({ ...head, object: 'chat.completion.chunk', choices });
  const delta = (part: object) => chunk({ index: 0, delta: part, finish_reason: null });
  return {
    whole: { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage },
    chunks: [
      delta({ role: 'assistant', content: '' }),
      ...pieces.map((piece) => delta({ content: piece })),
      ...toolCalls.map((call, index) => delta({ tool_calls: [{ index, ...call }] })),
      chunk({ index: 0, delta: {}, finish_reason }),
      { ...chunk(), usage },
    ],
    share: reply.share,
  };
}

/** As many words as the caller's token limit leaves room for. */
function fitting(words: string[], maxTokens: number): string[] {
  let tokens = 0;
  const tooMany = words.findIndex((word) => {
    tokens += maxTokens === Infinity ? 0 : countTokens(word);
    return tokens > maxTokens;
  });
  return tooMany < 0 ? words : words.slice(0, tooMany);
}
