import type { PlainRequest } from './plainRequest.ts';

/** One bad input, ready to be sent to one procedure or route. */
export interface InputCase {
  /** `chat.send`, `POST /api/v1/chat/`. */
  target: string;
  /** Field and value, or what is wrong with the request as a whole. */
  input: string;
  request: PlainRequest;
  /** In whose words a refusal comes. */
  words: 'trpc' | 'rest';
  /** `refused`: 4xx. `accepted`: 2xx. `either`: allowed, but what it names may not be there. */
  expected: 'refused' | 'accepted' | 'either';
}

/** Things that exist, to build requests around that are right but for one thing. */
export interface KnownIds {
  /** Of a run that has ended. */
  runId: string;
  callId: string;
  sessionId: string;
}

export const json = { 'content-type': 'application/json' } as const;
