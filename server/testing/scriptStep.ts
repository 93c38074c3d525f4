import type { Role } from '#shared/llmCall.ts';
import type { ChatRequest } from './chaos/chatRequest.ts';

/** One answer of a scripted model. Plain data: what a helper below makes may be spread and changed. */
export interface ScriptStep {
  /** Which request it answers; any when left out. */
  match?: { role?: Role; model?: string };
  /** The answer waits for this. */
  after?: Promise<unknown>;
  /** An error status with these headers instead of an answer. */
  failure?: { status: number; headers: Record<string, string> };
  pieces?: string[];
  toolCalls?: { name: string; arguments: string }[];
  /** `stop` or `tool_calls` unless said. */
  finishReason?: string;
  /** Whole, silent after the text until the caller goes away, or cut off by a reset. `whole` unless said. */
  ending?: 'whole' | 'hang' | 'cut';
}

/** A step, or a function that makes it from the request. */
export type ScriptedReply = ScriptStep | ((request: ChatRequest) => ScriptStep | Promise<ScriptStep>);

/** Says a text: word by word, or in the given pieces. */
export function says(text: string | string[]): ScriptStep {
  return { pieces: typeof text === 'string' ? (text.match(/\S+\s*|\s+/g) ?? []) : text };
}

/** Answers with JSON. */
export function answersJson(value: unknown): ScriptStep {
  return { pieces: [JSON.stringify(value)] };
}

/** The planner's answer; what is left out is a plain cited summary over one search. */
export function plans(partial: Record<string, unknown> = {}): ScriptStep {
  const plan = {
    intent: 'Summary',
    output: 'cited_summary',
    needs: ['RAG'],
    searches: ['product'],
    filters: { minRating: null, maxRating: null, product: null, since: null, until: null },
    reply: null,
    ...partial,
  };
  return { ...answersJson(plan), match: { role: 'Query Planning' } };
}

/** Asks for a tool; several steps of one turn are `toolCalls` of one step. */
export function callsTool(name: string, args: unknown): ScriptStep {
  return { toolCalls: [{ name, arguments: JSON.stringify(args) }] };
}

/** Says a text, then nothing more until the caller goes away. */
export function hangsAfter(text: string): ScriptStep {
  return { ...says(text), ending: 'hang' };
}

/** Says a text, then the connection is reset. */
export function cutsAfter(text: string): ScriptStep {
  return { ...says(text), ending: 'cut' };
}

/** Answers an error status. */
export function fails(status: number, headers: Record<string, string> = {}): ScriptStep {
  return { failure: { status, headers } };
}

/** The same step for requests of one role only. */
export function forRole(role: Role, step: ScriptStep): ScriptStep {
  return { ...step, match: { ...step.match, role } };
}

/** The same step once a promise has settled. */
export function afterwards(promise: Promise<unknown>, step: ScriptStep): ScriptStep {
  return { ...step, after: promise };
}
