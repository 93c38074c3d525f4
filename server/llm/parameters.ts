import type { ModelTool } from './modelCall.ts';

const efforts = ['none', 'minimal', 'low', 'medium', 'high'] as const;
type ReasoningEffort = (typeof efforts)[number];

/** What one model family accepts at one provider. */
interface Accepted {
  outputLimit: 'max_completion_tokens' | 'max_tokens';
  temperature: boolean;
  /** The accepted words; absent where the parameter is unknown or ignored. */
  reasoningEffort?: readonly ReasoningEffort[];
  responseFormat: 'json_schema' | 'json_object' | 'none';
  /** `stream_options: { include_usage: true }`. */
  streamUsage: boolean;
  tools: boolean;
}

interface Family extends Accepted {
  /** Matches anything when absent. */
  provider?: RegExp;
  /** Tried on the model id without its vendor. Matches anything when absent. */
  model?: RegExp;
}

const usual: Accepted = {
  outputLimit: 'max_tokens',
  temperature: true,
  responseFormat: 'json_schema',
  streamUsage: true,
  tools: true,
};
const openai: Accepted = { ...usual, outputLimit: 'max_completion_tokens' };

/**
 * The first row that fits holds. What it gets wrong, a new family say, the provider refuses with a 400 that names the
 * parameter; the call is then repeated without it.
 */
const families: readonly Family[] = [
  // https://platform.openai.com/docs/api-reference/chat/create and https://platform.openai.com/docs/guides/reasoning
  { provider: /^openai$/, model: /^gpt-5[\d.]*-chat/, ...openai },
  {
    provider: /^openai$/,
    model: /^gpt-5(-|$)/,
    ...openai,
    temperature: false,
    reasoningEffort: ['minimal', 'low', 'medium', 'high'],
  },
  {
    provider: /^openai$/,
    model: /^gpt-5\.\d/,
    ...openai,
    temperature: false,
    reasoningEffort: ['none', 'low', 'medium', 'high'],
  },
  {
    provider: /^openai$/,
    model: /^o\d/,
    ...openai,
    temperature: false,
    reasoningEffort: ['low', 'medium', 'high'],
  },
  // https://platform.openai.com/docs/guides/structured-outputs: schemas begin with gpt-4o
  { provider: /^openai$/, model: /^gpt-(3\.5|4-turbo)/, ...openai, responseFormat: 'json_object' },
  { provider: /^openai$/, model: /^gpt-4(-\d{4})?$/, ...openai, responseFormat: 'none' },
  { provider: /^openai$/, ...openai },
  // https://platform.claude.com/docs/en/api/openai-sdk: response_format and reasoning_effort are ignored
  { provider: /^anthropic$/, ...usual, responseFormat: 'none' },
  // https://openrouter.ai/docs/api-reference/parameters: one set of names, translated for each model behind it
  {
    provider: /^openrouter$/,
    model: /^gpt-5(-(?!chat)|$)/,
    ...usual,
    temperature: false,
    reasoningEffort: ['minimal', 'low', 'medium', 'high'],
  },
  {
    provider: /^openrouter$/,
    model: /^(gpt-5\.\d(?!.*chat)|o\d)/,
    ...usual,
    temperature: false,
    reasoningEffort: ['low', 'medium', 'high'],
  },
  // https://api-docs.deepseek.com/guides/json_mode
  { provider: /(^|\.)deepseek\.com/, ...usual, responseFormat: 'json_object' },
  // Ollama, vLLM, LM Studio, a proxy: the oldest name of the limit, and the rest is tried
  { ...usual },
];

/** What an agent wants of a model, in our words. */
export interface WantedParameters {
  maxOutputTokens: number;
  temperature?: number;
  jsonSchema?: { name: string; schema: Record<string, unknown> };
  tools?: readonly ModelTool[];
  /** `low` unless said. */
  reasoningEffort?: ReasoningEffort;
}

/**
 * The request's fields beside model and messages, as this provider and model accept them; `refused` are names that
 * it turned down before. Structured output that can't be asked for is left to the prompt.
 */
export function requestParameters(request: {
  provider: string;
  model: string;
  want: WantedParameters;
  refused: ReadonlySet<string>;
}): Record<string, unknown> {
  const { want, refused } = request;
  const accepted = acceptedBy(request.provider, request.model);
  const fields: Record<string, unknown> = { [limitName(accepted, refused)]: want.maxOutputTokens };
  if (accepted.streamUsage) fields.stream_options = { include_usage: true };
  if (accepted.temperature && want.temperature !== undefined) fields.temperature = want.temperature;
  if (accepted.reasoningEffort) {
    // thoughts count against the output limit: at the providers' own default they may leave no room for the answer
    fields.reasoning_effort = nearestEffort(want.reasoningEffort ?? 'low', accepted.reasoningEffort);
  }
  if (want.jsonSchema && accepted.responseFormat !== 'none') {
    fields.response_format =
      accepted.responseFormat === 'json_schema' ? schemaFormat(want.jsonSchema) : { type: 'json_object' };
  }
  if (accepted.tools && want.tools && want.tools.length > 0) {
    fields.tools = want.tools.map((tool) => ({ type: 'function', function: tool }));
  }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !refused.has(name)));
}

function acceptedBy(provider: string, model: string): Accepted {
  const name = model.slice(model.indexOf('/') + 1);
  const family = families.find(
    (row) => (row.provider?.test(provider) ?? true) && (row.model?.test(name) ?? true),
  );
  return family ?? usual;
}

// the limit goes by two names; when one was refused, the other is tried
function limitName({ outputLimit }: Accepted, refused: ReadonlySet<string>): string {
  if (!refused.has(outputLimit)) return outputLimit;
  return outputLimit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}

/** The wanted effort, else the nearest below it, else the least that is accepted. */
function nearestEffort(wanted: ReasoningEffort, accepted: readonly ReasoningEffort[]): ReasoningEffort {
  const ladder = efforts.slice(0, efforts.indexOf(wanted) + 1);
  return ladder.findLast((effort) => accepted.includes(effort)) ?? accepted[0] ?? wanted;
}

function schemaFormat({ name, schema }: { name: string; schema: Record<string, unknown> }) {
  return { type: 'json_schema', json_schema: { name, schema, strict: isStrict(schema) } };
}

/** `strict` is refused unless every object closes itself and requires all its properties. */
function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    const required = 'required' in schema && Array.isArray(schema.required) ? schema.required : [];
    const closed = 'additionalProperties' in schema && schema.additionalProperties === false;
    if (!closed || !Object.keys(schema.properties).every((key) => required.includes(key))) return false;
  }
  return Object.values(schema).every(isStrict);
}
