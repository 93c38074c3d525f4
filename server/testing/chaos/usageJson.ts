import type { FaultSet } from './faultSet.ts';

/**
 * The `usage` object as it goes out, or null for none. Under the fault `usage` every figure may be anything:
 * numbers and `null` go out as they are written, `NaN` bare and so not valid JSON, other words as strings; `object` is the whole of it, verbatim.
 */
export function usageJson(
  faults: FaultSet,
  tokens: { prompt: number; completion: number },
  isWanted: boolean,
): string | null {
  if (faults.has('nousage')) return null;
  if (!faults.has('usage')) return isWanted ? usageObject(faults, tokens) : null;
  return faults.word('usage', 'object') ?? usageObject(faults, tokens);
}

function usageObject(
  faults: FaultSet,
  { prompt, completion }: { prompt: number; completion: number },
): string {
  const promptTokens = faults.word('usage', 'p') ?? String(prompt);
  const completionTokens = faults.word('usage', 'c') ?? String(completion);
  const sum = Number(promptTokens) + Number(completionTokens);
  const total = faults.word('usage', 't') ?? String(Number.isNaN(sum) ? prompt + completion : sum);
  const cached = faults.word('usage', 'cached');
  const reasoning = faults.word('usage', 'reasoning');
  const fields = [
    `"prompt_tokens":${written(promptTokens)}`,
    `"completion_tokens":${written(completionTokens)}`,
    `"total_tokens":${written(total)}`,
    ...(cached === undefined ? [] : [`"prompt_tokens_details":{"cached_tokens":${written(cached)}}`]),
    ...(reasoning === undefined
      ? []
      : [`"completion_tokens_details":{"reasoning_tokens":${written(reasoning)}}`]),
  ];
  return `{${fields.join(',')}}`;
}

function written(value: string): string {
  const isLiteral = /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|null|true|false|NaN|-?Infinity)$/i.test(value);
  return isLiteral ? value : JSON.stringify(value);
}
