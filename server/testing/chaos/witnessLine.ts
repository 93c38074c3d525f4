import { createHash } from 'node:crypto';
import type { ChatMessage, ChatRequest } from './chatRequest.ts';

/** How an answer ended, seen from the upstream. */
export type WitnessEnd = 'ok' | 'drop' | 'fin' | 'client-closed' | 'chaos-closed';

/**
 * What the upstream saw of one request: written when it has been read and before the first byte of the answer, and
 * once more when it is over. Monotonic times are milliseconds of the machine's own clock, the same for all processes.
 */
export interface WitnessLine {
  phase: 'start' | 'end';
  seq: number;
  t_mono: number;
  t_wall: number;
  call_id: string | null;
  attempt: string | null;
  run_id: string | null;
  method: string;
  path: string;
  key_hash: string | null;
  model: string;
  role: string | null;
  stream: boolean;
  body_sha256: string;
  /** Contents cut at 2,000 UTF-16 units. */
  messages: ChatMessage[];
  fault: string;
  concurrent_now: number;
  status: number | null;
  /** The first 500 writes: milliseconds since `t_mono`, and bytes. */
  chunks: { t: number; bytes: number }[];
  /** The visible text of all chunks that were sent whole; cut at 200,000 units, `text_sha256` is of all of it. */
  text_sent: string;
  text_sha256: string | null;
  usage_sent: unknown;
  sent_bytes: number;
  ended: WitnessEnd | null;
  ended_mono: number | null;
  client_closed_at: number | null;
}

/** UTF-16 units kept of one message. */
const keptMessage = 2_000;

/** Milliseconds of the machine's monotonic clock. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** The line of a request that has been read and not yet been answered. */
export function startLine(
  request: ChatRequest,
  fault: string,
  seq: number,
  concurrentNow: number,
): WitnessLine {
  const header = (name: string): string | null => request.headers[name]?.toString() ?? null;
  const key = header('authorization') ?? header('x-api-key');
  return {
    phase: 'start',
    seq,
    t_mono: monotonicMs(),
    t_wall: Date.now(),
    call_id: header('x-candor-call-id'),
    attempt: header('x-candor-attempt'),
    run_id: header('x-candor-run-id'),
    method: request.method,
    path: request.path,
    key_hash: key === null ? null : createHash('sha256').update(key).digest('hex').slice(0, 16),
    model: request.model,
    role: request.role,
    stream: request.stream,
    body_sha256: request.bodySha256,
    messages: request.messages.map(({ role, content }) => ({ role, content: content.slice(0, keptMessage) })),
    fault,
    concurrent_now: concurrentNow,
    status: null,
    chunks: [],
    text_sent: '',
    text_sha256: null,
    usage_sent: null,
    sent_bytes: 0,
    ended: null,
    ended_mono: null,
    client_closed_at: null,
  };
}
