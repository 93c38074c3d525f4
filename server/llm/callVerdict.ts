import type { CallStatus } from '#shared/llmCall.ts';
import type { FiredTimer } from './callTimers.ts';
import { modelError } from './modelError.ts';
import type { Completion } from './readCompletion.ts';

/** Why an attempt gave no whole answer. */
export interface CallFailure {
  code: string;
  message: string;
  /** Whether the same question may succeed later. */
  retryable: boolean;
  /** Whether our own loop may try again at once, without asking the person. */
  retryNow: boolean;
  retryAfterMs: number | null;
  /** The parameter of ours that the endpoint does not know. */
  parameter: string | null;
}

/** What is known of an attempt when it is judged. */
interface AttemptFacts {
  completion: Completion;
  /** The person, or the run's end, stopped it. */
  stopped: boolean;
  /** Its stream was read to an end, good or bad; false when its reader walked away. */
  finished: boolean;
  /** We cut it at its output limit. */
  cut: boolean;
  timer: FiredTimer;
  thrown: unknown;
}

const timerSentences = {
  'first-token': 'The model did not begin to answer in time.',
  idle: 'The model fell silent in the middle of its answer.',
  total: 'The model took longer than one call may take.',
} as const;

/** Failures that leave half an answer behind, if it had begun. */
const cutShort = new Set(['output-limit', 'timeout', 'connection', 'connection-lost']);

/**
 * How an attempt ended. Only a `finish_reason` makes it `done`: a silent end, an error inside a stream with status
 * 200, a stall and a cut connection are never a whole answer.
 */
export function callVerdict(facts: AttemptFacts): {
  status: Exclude<CallStatus, 'open'>;
  failure: CallFailure | null;
} {
  const { completion, stopped, finished } = facts;
  const failure = stopped || !finished ? null : failureOf(facts);
  if (failure === null) {
    return { status: finished && completion.finishReason !== null ? 'done' : 'stopped', failure };
  }
  if (failure.code === 'ended-early') return { status: 'truncated', failure };
  return { status: completion.sawChunk && cutShort.has(failure.code) ? 'truncated' : 'error', failure };
}

function failureOf({ completion, cut, timer, thrown }: AttemptFacts): CallFailure | null {
  if (cut)
    return plain('output-limit', 'The model went on past the length it was allowed; Candor cut it.', false);
  if (completion.providerError) {
    const { code, message } = completion.providerError;
    return plain(code, `The provider reported: ${message}`, true);
  }
  if (completion.finishReason !== null) return null;
  if (timer !== null) return plain('timeout', timerSentences[timer], false);
  if (thrown !== null) {
    const known = modelError(thrown);
    return { ...known, retryNow: known.retryable };
  }
  return plain('ended-early', 'The provider ended the answer without saying that it was whole.', true);
}

const plain = (code: string, message: string, retryNow: boolean): CallFailure => ({
  code,
  message,
  retryable: true,
  retryNow,
  retryAfterMs: null,
  parameter: null,
});
