import type { Role } from '#shared/llmCall.ts';

/**
 * Which requests a script, a gate or a wait means; what is left out matches all, except that the list of models is
 * meant only by its `path`: an app reads it when it likes.
 */
export interface RequestMatch {
  /** `planner`, `retriever`, `analyst`, `writer`, or the role's full name. */
  role?: string | undefined;
  model?: string | undefined;
  /** A regular expression over the joined message contents. */
  regex?: string | undefined;
  callId?: string | undefined;
  path?: string | undefined;
  /** Only the n-th request (from 1) that matches the rest. */
  nth?: number | undefined;
}

/** What a match looks at. */
export interface Matchable {
  path: string;
  role: string | null;
  model: string;
  promptText: string;
  callId: string | null;
}

const shortNames = new Map<string, Role>([
  ['planner', 'Query Planning'],
  ['retriever', 'RAG Retrieval'],
  ['analyst', 'Data Analysis'],
  ['writer', 'Answer'],
]);

/** Whether a word, short or in full, names the role of a request. */
export function namesRole(word: string, role: string | null): boolean {
  return role !== null && (shortNames.get(word) ?? word) === role;
}

/**
 * Tells whether a request is meant, `nth` left aside.
 * @throws SyntaxError when the regular expression is none, so that it cannot fail later, in the middle of a request.
 */
export function requestMatcher(match: RequestMatch): (request: Matchable) => boolean {
  const { role, model, callId, path } = match;
  const pattern = match.regex === undefined ? undefined : new RegExp(match.regex, 'su');
  return (request) =>
    (path === undefined ? request.path !== '/v1/models' : path === request.path) &&
    (role === undefined || namesRole(role, request.role)) &&
    (model === undefined || model === request.model) &&
    (callId === undefined || callId === request.callId) &&
    (pattern === undefined || pattern.test(request.promptText));
}

/** A matcher that counts: true for the requests that are meant, and with `nth` for that one only. */
export function countingMatcher(match: RequestMatch): (request: Matchable) => boolean {
  const matches = requestMatcher(match);
  let seen = 0;
  return (request) => {
    if (!matches(request)) return false;
    seen += 1;
    return match.nth === undefined || match.nth === seen;
  };
}
