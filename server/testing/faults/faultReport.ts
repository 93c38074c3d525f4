import type { WitnessLine } from '#server/testing/chaos/witnessLine.ts';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import type { CallStatus } from '#shared/llmCall.ts';
import type { UpstreamFault } from './upstreamFault.ts';

/** One row of the ledger, as the database has it. */
export interface FaultRow {
  call_id: string;
  role: string;
  status: CallStatus;
  attempt: number;
  usage_source: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  total_tokens: number | null;
  cached_tokens: number | null;
  cost_nano_usd: number | null;
  price: Record<string, unknown> | null;
  error_code: string | null;
  error_message: string | null;
  response: string | null;
  sent_at: unknown;
  metadata: Record<string, unknown>;
}

/** What a caller is told of a failure. */
export interface ShownError {
  code: string;
  message: string;
  incident_id: string;
  retryable: boolean;
  run_id?: string;
}

/** One question asked under a fault: what the caller saw, what was stored, and what the upstream saw. */
export interface FaultReport {
  fault: UpstreamFault;
  /** By REST's stream or by its one answer. */
  by: 'stream' | 'whole';
  httpStatus: number;
  /** The stream's last message, or what the whole answer amounts to. */
  ending: string;
  /** The text that the caller got, its pieces joined. */
  text: string;
  error: ShownError | null;
  /** Sentences of status that the stream showed. */
  statuses: string[];
  /** The run as it is read afterwards. */
  later: ChatAnswer;
  rows: FaultRow[];
  /** The end line of every request that carried this question; empty when no upstream is there. */
  witness: WitnessLine[];
  isIncidentLogged: boolean;
}
