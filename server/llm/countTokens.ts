import { countTokens as countPiece } from 'gpt-tokenizer/encoding/o200k_base';
import type { Usage } from '#shared/llmCall.ts';
import type { ToolCall } from './modelCall.ts';

/** The tokeniser is quadratic in one unbroken word, so text is counted in pieces of this many UTF-16 units. */
const pieceUnits = 2_000;

/**
 * OpenAI's rule of thumb for its chat format: three tokens around each message and three that begin the reply
 * (https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken).
 */
const tokensPerMessage = 3;
const tokensOfReplyStart = 3;

/** Everything is text here: `<|endoftext|>` in a review is eleven characters and no control token. */
const asPlainText = { disallowedSpecial: new Set<string>() };

/** Tokens of a text by the o200k_base encoding: exact for OpenAI's newer models, close for the others. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    tokens += countPiece(text.slice(start, end).toWellFormed(), asPlainText);
    start = end;
  }
  return tokens;
}

/** Tokens of a request's messages and tool definitions, as an estimate made before it is sent. */
export function estimatePromptTokens(messages: readonly unknown[], tools: readonly unknown[] = []): number {
  const perMessage = messages.map((message) => tokensPerMessage + countMessage(message));
  const perTool = tools.map((tool) => countTokens(JSON.stringify(tool)));
  return [...perMessage, ...perTool].reduce((sum, tokens) => sum + tokens, tokensOfReplyStart);
}

/** The usage of a call whose provider counted nothing, or nonsense, or was cut off before it could. */
export function estimateUsage(call: {
  messages: readonly unknown[];
  tools?: readonly unknown[];
  text: string;
  toolCalls?: readonly ToolCall[];
  reasoningText?: string;
}): Usage {
  const promptTokens = estimatePromptTokens(call.messages, call.tools);
  const reasoningTokens = countTokens(call.reasoningText ?? '');
  const toolTokens = (call.toolCalls ?? []).reduce(
    (sum, { name, arguments: json }) => sum + countTokens(name) + countTokens(json),
    0,
  );
  const completionTokens = countTokens(call.text) + toolTokens + reasoningTokens;
  return {
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    cachedTokens: null,
    reasoningTokens: reasoningTokens > 0 ? reasoningTokens : null,
    source: 'estimated',
  };
}

function countMessage(message: unknown): number {
  if (typeof message !== 'object' || message === null) return 0;
  return Object.values(message).reduce((sum: number, value: unknown) => {
    if (value === null || value === undefined) return sum;
    return sum + countTokens(typeof value === 'string' ? value : JSON.stringify(value));
  }, 0);
}

// a surrogate pair stays in one piece
function pieceEnd(text: string, start: number): number {
  const end = start + pieceUnits;
  if (end >= text.length) return text.length;
  const lastUnit = text.charCodeAt(end - 1);
  return lastUnit >= 0xd800 && lastUnit <= 0xdbff ? end - 1 : end;
}
