import type { ModelMessage } from './modelCall.ts';
import { highestCost, type PricedModel } from './prices.ts';

/** The most that a call can take; `nanoUsd` is null where no price is known. */
export interface CallBound {
  tokens: number;
  nanoUsd: number | null;
}

/** No tokeniser makes more than a token of a byte; what a chat format adds to a message is less than this. */
const TOKENS_PER_MESSAGE = 16;

/** An upper bound of what a request can take, by its bytes and its output limit. */
export function callBound(
  model: PricedModel,
  request: {
    instructions: string;
    messages: readonly ModelMessage[];
    parameters: object;
    maxOutputTokens: number;
  },
): CallBound {
  const { instructions, messages, parameters, maxOutputTokens } = request;
  // tools and a schema for the answer are part of the prompt as well
  const bytes = [instructions, ...messages.map(textOf), JSON.stringify(parameters)].map((text) =>
    Buffer.byteLength(text),
  );
  const framing = (messages.length + 1) * TOKENS_PER_MESSAGE;
  const promptTokens = bytes.reduce((sum, count) => sum + count, framing);
  return {
    tokens: promptTokens + maxOutputTokens,
    nanoUsd: highestCost(model, { promptTokens, completionTokens: maxOutputTokens }),
  };
}

function textOf(message: ModelMessage): string {
  return 'tool_calls' in message
    ? `${message.content ?? ''}${JSON.stringify(message.tool_calls)}`
    : message.content;
}
