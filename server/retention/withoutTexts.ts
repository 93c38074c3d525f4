import { beforeQuote } from '#server/llm/modelError.ts';

/** Fields whose strings are ids, moments and words of our own: nothing that a person or a model has said. */
const kept = new Set(
  `type at runId sessionId companyId userId stepId callId toolId incidentId reviewIds name role model provider callType
  status phase kind verdict code source output scope measure startedAt endedAt resetsAt answerState finishReason`.split(
    /\s+/,
  ),
);
/** Lists and filters that say nothing once their words are gone. */
const emptied: Record<string, unknown> = { figures: [], sources: [], reviews: [], searches: [], filters: {} };
/** Facts in words of our own; others are kept where they are numbers. */
const keptFacts = new Set(['Output', 'Found', 'Citations']);
const isFigure = (value: string) => /^[\d.,]+(, [\d.,]+)*( of [\d.,]+)?( reviews)?$/.test(value);

/**
 * An event of a run, or the fold of its events, without what was said: every string goes that is not known to be
 * harmless, so that a new text goes too. Numbers, ids and nodes stay. The fold of such events is such a fold.
 */
export function withoutTexts<T extends object>(value: T): T {
  const fields = Object.entries(value).map(([name, inner]) => [name, fieldOf(value, name, inner)]);
  return Object.fromEntries(fields);
}

function fieldOf(owner: object, name: string, value: unknown): unknown {
  if (typeof value === 'string') return textOf(owner, name, value);
  if (typeof value !== 'object' || value === null)
    // a piece of nothing stands at the beginning of nothing
    return name === 'offset' && 'type' in owner && owner.type === 'answer-delta' ? 0 : value;
  if (Object.hasOwn(emptied, name)) return emptied[name];
  if (!Array.isArray(value)) return withoutTexts(value);
  return value.map((item) => fieldOf(owner, name, item));
}

function textOf(owner: object, name: string, text: string): string {
  if (kept.has(name)) return text;
  if ('label' in owner && 'value' in owner)
    return name === 'label' || keptFacts.has(String(owner.label)) || isFigure(text) ? text : 'removed';
  if (name === 'message' && 'code' in owner) return withoutQuote(text);
  // sentences of our own: what is being done, and how far a budget is used
  return name === 'message' && ('phase' in owner || 'budgetId' in owner) ? text : '';
}

/** What a provider said may repeat what it was sent; our own sentence before it stays. */
const withoutQuote = (message: string) => message.split(beforeQuote, 1)[0] ?? '';
