import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pLimit from 'p-limit';
import { AppError } from '#server/appError.ts';
import { budgetRefusal, lacksCounter, refusesCall } from '#server/budgets/budgetRefusal.ts';
import { type BudgetWarning, warningsOf } from '#server/budgets/budgetWarnings.ts';
import { openCounters } from '#server/budgets/openCounters.ts';
import { cleanJson, cleanText, cutText } from '#server/db/cleanText.ts';
import { isTransient } from '#server/db/isTransient.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { limits } from '#shared/limits.ts';
import type { CallStatus, CallType, Usage } from '#shared/llmCall.ts';
import type { CallBound } from './callBound.ts';

/** Whose call it is. A call outside a question has no run, step or session; then nothing fences it either. */
export interface CallOwner {
  companyId: string;
  userId: string;
  sessionId: string | null;
  runId: string | null;
  stepId: string | null;
  epoch: number;
}

export interface NewLedgerRow {
  callId: string;
  owner: CallOwner;
  model: string;
  provider: string;
  callType: CallType;
  attempt: number;
  /** The messages as people read them, newest user message first. */
  prompt: string;
  /** The whole request without the standing instructions. */
  request: Record<string, unknown>;
  instructions: string;
  metadata: Record<string, unknown>;
  /** The most that the call can take, held against every budget until it is settled. */
  bound: CallBound;
}

/** How a call ended, as its row keeps it. Times are ISO 8601; durations come from a monotonic clock. */
export interface Settlement {
  callId: string;
  status: Exclude<CallStatus, 'open'>;
  response: string | null;
  usage: Usage | null;
  costNanoUsd: number | null;
  costSource: 'provider' | 'table' | 'none';
  price: unknown;
  upstreamModel: string | null;
  sentAt: string | null;
  firstTokenAt: string | null;
  durationMs: number;
  ttftMs: number | null;
  finishReason: string | null;
  error: { code: string; message: string } | null;
  /** Facts added to the row's metadata, e.g. a provider's nonsense usage as it came. */
  metadata: Record<string, unknown>;
}

/** The row's process no longer owns the run: somebody else has closed it, and nothing more may be sent. */
export class StaleOwner extends Error {
  override readonly name = 'StaleOwner';
}

/** A short name of a version of standing instructions: the first 12 hex digits of its SHA-256. */
function promptVersion(instructions: string): string {
  return createHash('sha256').update(instructions).digest('hex').slice(0, 12);
}

/** More would hold connections while they wait for each other at a company's counter. */
const WRITES_AT_ONCE = 8;

/**
 * The ledger's two writes: the row before the request, its settlement after. Each is one statement, so each is
 * a transaction of its own, and neither holds a connection while a model answers. Their names have them planned once.
 */
export function createLedger(fork: () => Em) {
  const knownVersions = new Set<string>();
  const inTurn = pLimit(WRITES_AT_ONCE);
  const atLedger = <T>(write: () => Promise<T>) => untilWritten(() => inTurn(write));

  async function storeInstructions(instructions: string): Promise<string> {
    const version = promptVersion(instructions);
    if (knownVersions.has(version)) return version;
    await sql`insert into prompt_versions (version, instructions) values (${version}, ${cleanText(instructions)})
      on conflict do nothing`.execute(fork().getKysely());
    knownVersions.add(version);
    return version;
  }

  /** Inserts the row, open or refused. False when the run is no longer the owner's. */
  async function insertRow(row: NewLedgerRow, refusal: AppError | null): Promise<boolean> {
    const { owner, bound } = row;
    const version = await storeInstructions(row.instructions);
    const metadata = cleanJson({ ...row.metadata, prompt_version: version });
    const { rows } = await sql<{ call_id: string }>`
      -- open_call
      with owner as (
        select 1 from runs where id = ${owner.runId} and epoch = ${owner.epoch} and status = 'running' for share
      ), texts as (
        insert into llm_call_texts (call_id, request)
        select ${row.callId}::uuid, ${JSON.stringify(cleanJson(row.request))}::jsonb
        where ${owner.runId}::text is null or exists (select from owner)
      )
      insert into llm_calls (call_id, model, provider, call_type, status, prompt, company_id, user_id,
        session_id, run_id, step_id, attempt, epoch, metadata, reserved_tokens, reserved_nano_usd,
        ended_at, duration_ms, error_code, error_message)
      select ${row.callId}::uuid, ${row.model}, ${row.provider}, ${row.callType},
        ${refusal === null ? 'open' : 'rejected'},
        ${cutText(row.prompt, limits.previewPoints)}, ${owner.companyId}, ${owner.userId}, ${owner.sessionId},
        ${owner.runId}, ${owner.stepId}, ${row.attempt}::int, ${owner.epoch}::int, ${JSON.stringify(metadata)}::jsonb,
        ${refusal === null ? bound.tokens : 0}, ${refusal === null ? bound.nanoUsd : 0},
        case when ${refusal !== null} then now() end, ${refusal === null ? null : 0}::double precision,
        ${refusal?.code ?? null}, ${refusal?.message ?? null}
      where ${owner.runId}::text is null or exists (select from owner)
      returning call_id`.execute(fork().getKysely());
    return rows.length > 0;
  }

  /** @returns null when the row is open, else why a budget does not let the call through */
  async function tryOpen(row: NewLedgerRow): Promise<AppError | null> {
    for (;;) {
      try {
        if (await insertRow(row, null)) return null;
        throw new StaleOwner(`run ${row.owner.runId} is no longer ours`);
      } catch (error) {
        if (refusesCall(error)) return budgetRefusal(fork(), error, row.model);
        if (!lacksCounter(error)) throw error;
        // a window has begun
        await openCounters(fork(), row.owner);
      }
    }
  }

  return {
    /**
     * Commits the open row, which holds its bound against the budgets. Returns only when it is safe to send.
     * @throws StaleOwner when the run has another owner by now, or has ended
     * @throws AppError `budget-exceeded`, `budget-needs-price`: the row says `rejected`
     * @throws AppError `ledger-unavailable` when the database does not take the row: then nothing may be sent
     */
    async open(row: NewLedgerRow): Promise<void> {
      const refusal = await atLedger(() => tryOpen(row));
      if (refusal === null) return;
      await atLedger(() => insertRow(row, refusal));
      throw refusal;
    },

    /**
     * Closes an open row once; a row that somebody closed already (as `lost`) stays as it is.
     * @returns the levels of budgets that the call has reached, for the log of its run
     */
    async settle(end: Settlement): Promise<BudgetWarning[]> {
      const response = end.response === null ? null : cleanText(end.response);
      const { rows } = await atLedger(() =>
        sql<{ run_id: string }>`
          -- settle_call
          with closed as (
            update llm_calls set
              status = ${end.status},
              response = ${response === null ? null : cutText(response, limits.previewPoints)},
              prompt_tokens = ${end.usage?.promptTokens ?? null},
              completion_tokens = ${end.usage?.completionTokens ?? null},
              total_tokens = ${end.usage?.totalTokens ?? null},
              cached_tokens = ${end.usage?.cachedTokens ?? null},
              reasoning_tokens = ${end.usage?.reasoningTokens ?? null},
              usage_source = ${end.usage?.source ?? 'none'},
              cost_nano_usd = ${end.costNanoUsd},
              cost_source = ${end.costSource},
              price = ${end.price === null ? null : JSON.stringify(cleanJson(end.price))}::jsonb,
              reserved_nano_usd = 0,
              reserved_tokens = 0,
              upstream_model = ${end.upstreamModel === null ? null : cutText(end.upstreamModel, 200)},
              sent_at = ${end.sentAt}::timestamptz,
              first_token_at = ${end.firstTokenAt}::timestamptz,
              ended_at = greatest(clock_timestamp(), created_at),
              duration_ms = ${end.durationMs}::double precision,
              ttft_ms = ${end.ttftMs}::double precision,
              finish_reason = ${end.finishReason === null ? null : cutText(end.finishReason, 100)},
              error_code = ${end.error === null ? null : cutText(end.error.code, 100)},
              error_message = ${end.error === null ? null : cutText(end.error.message, 1000)},
              metadata = metadata || ${JSON.stringify(cleanJson(end.metadata))}::jsonb
            where call_id = ${end.callId}::uuid and status = 'open'
            returning call_id, run_id, company_id
          ), texts as (
            update llm_call_texts set response = ${response} where call_id in (select call_id from closed)
          )
          select run_id from closed where run_id is not null
            and exists (select from budgets b where b.company_id = closed.company_id and b.ended_at is null)`.execute(
          fork().getKysely(),
        ),
      );
      // what the trigger has written is seen by the next statement, not by its own
      const [{ run_id: runId } = {}] = rows;
      return runId === undefined ? [] : atLedger(() => warningsOf(fork(), runId, end.callId));
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;

const ATTEMPTS = 5;

/** Serialization failures, deadlocks and dropped connections are tried again; whatever remains becomes a plain refusal. */
async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (error instanceof StaleOwner) throw error;
      if (attempt === ATTEMPTS || !isTransient(error)) {
        throw new AppError(
          'ledger-unavailable',
          'The ledger cannot be written right now, so no model was asked.',
          {
            status: 503,
            retryable: true,
            cause: error,
          },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}
