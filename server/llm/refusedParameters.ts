import { fieldsOf } from './looseJson.ts';

/** Names of ours that a provider may turn down, with the words it may use for them. Longer names come first. */
const ours: readonly { name: string; words: RegExp }[] = [
  { name: 'max_completion_tokens', words: /max_completion_tokens/i },
  { name: 'max_tokens', words: /\bmax_tokens\b/i },
  { name: 'temperature', words: /\btemperature\b/i },
  { name: 'reasoning_effort', words: /reasoning[_. ]effort|\breasoning\b/i },
  { name: 'response_format', words: /response[_ ]format|json_schema|json_object|structured outputs?/i },
  { name: 'stream_options', words: /stream_options|include_usage/i },
  { name: 'tools', words: /\btools?\b|\btool_choice\b|function call/i },
];

const refusal =
  /unsupported|not (?:\w+ )?support|only supported|unknown|unrecogni[sz]ed|unexpected|extra (?:inputs?|fields?)|extra_forbidden|not (?:permitted|allowed)|invalid schema|not (?:yet )?(?:available|implemented)|unavailable|deprecated|only the default/i;

/**
 * Names the parameter of ours that a provider refused (HTTP 400 or 422: "unsupported parameter", "extra inputs are
 * not permitted", "does not support tools"), or null when the request was refused for something else.
 */
export function refusedParameter(error: {
  status: number | null;
  message: string;
  /** The error object of the response's body, as sent. */
  body?: unknown;
}): string | null {
  if (error.status !== 400 && error.status !== 422) return null;
  const { param, code, type } = fieldsOf(error.body);
  const text = [error.message, code, type].filter((part) => typeof part === 'string').join(' ');
  if (!refusal.test(text)) return null;
  if (typeof param === 'string' && param !== '') return firstOfOurs(param);
  // the culprit is named first: "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
  return firstOfOurs(error.message);
}

const keyOf = (provider: string, model: string) => JSON.stringify([provider, model]);

/** Remembers what was refused, by provider and model, as long as the process lives. */
export function createRefusedParameters() {
  const refused = new Map<string, ReadonlySet<string>>();
  const none: ReadonlySet<string> = new Set();
  const of = (provider: string, model: string) => refused.get(keyOf(provider, model)) ?? none;
  return {
    of,
    remember(provider: string, model: string, parameter: string): void {
      refused.set(keyOf(provider, model), new Set([...of(provider, model), parameter]));
    },
  };
}

function firstOfOurs(text: string): string | null {
  const found = ours
    .map(({ name, words }) => ({ name, at: text.search(words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return found[0]?.name ?? null;
}
