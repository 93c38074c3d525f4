import type { Role } from '#shared/llmCall.ts';

/** Which requests a script, a gate or a wait means; what is left out matches all. */
export interface RequestMatch {
  /** `planner`, `retriever`, `analyst`, `writer`, or the role's full name. */
  role?: string | undefined;
  model?: string | undefined;
  /** A regular expression over the joined message contents. */
  regex?: string | undefined;
  callId?: string | undefined;
  /** Only the n-th request (from 1) that matches the rest. */
  nth?: number | undefined;
}

/** What a match looks at. */
export interface Matchable {
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

/** Whether a request is meant, `nth` left aside. */
export function matchesRequest(match: RequestMatch, request: Matchable): boolean {
  return (
    (match.role === undefined || namesRole(match.role, request.role)) &&
    (match.model === undefined || match.model === request.model) &&
    (match.callId === undefined || match.callId === request.callId) &&
    (match.regex === undefined || new RegExp(match.regex, 'su').test(request.promptText))
  );
}

/** A match that counts: true for the requests that are meant, and with `nth` for that one only. */
export function countingMatch(match: RequestMatch): (request: Matchable) => boolean {
  let seen = 0;
  return (request) => {
    if (!matchesRequest(match, request)) return false;
    seen += 1;
    return match.nth === undefined || match.nth === seen;
  };
}
