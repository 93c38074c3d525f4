import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BudgetWarning } from '#server/budgets/budgetWarnings.ts';
import { cutText } from '#server/db/cleanText.ts';
import { roughTokens } from '#shared/estimates.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';
import { createCallAttempt } from './callAttempt.ts';
import { callBound } from './callBound.ts';
import type { CallTimeouts } from './callTimers.ts';
import type { CallFailure } from './callVerdict.ts';
import type { Route } from './endpoints.ts';
import type { CallOwner, Ledger, Settlement } from './ledger.ts';
import type { CallModel, CallOutcome, CallOutput, ModelCall, ModelMessage } from './modelCall.ts';
import type { ModelClient } from './openai.ts';
import { requestParameters } from './parameters.ts';
import { expectedPrice, type PricedModel } from './prices.ts';
import { createRefusedParameters } from './refusedParameters.ts';

interface DoorParts {
  ledger: Ledger;
  client: ModelClient;
  routeOf: (model: string) => Route;
  /** The company's own price of a model now; null where it has none. */
  ownPriceOf: (companyId: string, model: string) => Promise<OwnPrice | null>;
  timeouts: CallTimeouts;
}

/** The run, or the errand outside a run, that a call belongs to. */
export interface CallContext {
  owner: Omit<CallOwner, 'stepId'>;
  /** Called with each settled row, before its `call-end` is seen: totals are sums over these. */
  onSettled: (settled: Settlement) => void;
  /** Asked before each row is opened. @throws AppError when the run has used up what it may use */
  mayCall: () => void;
}

const RETRIES = 2;
const LONGEST_WAIT_MS = 20_000;

/**
 * The one door to a model. Binds to a run and returns `callModel`: the row is committed, then the request leaves
 * with the row's id in `x-candor-call-id`, the text streams through, the row is settled whatever happens, and only
 * then is `call-end` seen. Each attempt is a row of its own.
 */
export function createDoor(parts: DoorParts): (context: CallContext) => CallModel {
  const refused = createRefusedParameters();

  return (context) =>
    async function* callModel(call, signal) {
      let withoutParameter = false;
      for (let attempt = 1; ; attempt++) {
        const { outcome, failure } = yield* attemptCall(context, call, attempt, signal);
        if (failure === null || signal.aborted) return outcome;

        if (failure.parameter !== null && !withoutParameter) {
          // the endpoint does not know one of our parameters: remember, and ask once more without it
          refused.remember(parts.routeOf(call.model).provider, call.model, failure.parameter);
          withoutParameter = true;
          continue;
        }
        const shown = outcome.text !== '' && call.callType === 'CHAT';
        const waitMs = failure.retryNow && !shown ? retryDelayMs(attempt, failure.retryAfterMs) : null;
        if (waitMs === null) return outcome;
        if (waitMs >= 1_000) {
          const seconds = Math.ceil(waitMs / 1_000);
          yield status(`The model is busy, trying again in ${seconds} s...`);
        }
        try {
          await sleep(waitMs, undefined, { signal });
        } catch {
          return outcome;
        }
      }
    };

  async function* attemptCall(
    context: CallContext,
    call: ModelCall,
    attempt: number,
    signal: AbortSignal,
  ): AsyncGenerator<CallOutput, { outcome: CallOutcome; failure: CallFailure | null }> {
    context.mayCall();
    const route = parts.routeOf(call.model);
    const own = await parts.ownPriceOf(context.owner.companyId, call.model);
    const priced = { provider: route.provider, model: call.model, own };
    const parameters = requestParameters({
      provider: route.provider,
      model: call.model,
      want: call,
      refused: refused.of(route.provider, call.model),
    });
    const callId = randomUUID();
    const body = { model: route.upstreamName, ...parameters };
    const messages = [{ role: 'system', content: call.instructions }, ...call.messages];

    await parts.ledger.open({
      callId,
      // outside a question there are no steps
      owner: { ...context.owner, stepId: context.owner.runId === null ? null : call.stepId },
      model: call.model,
      provider: route.provider,
      callType: call.callType,
      attempt,
      prompt: promptText(call.messages),
      request: { ...body, messages: call.messages },
      instructions: call.instructions,
      metadata: { agent: 'orchestrator_team', role: call.role, ...call.metadata },
      bound: callBound(priced, { ...call, parameters }),
    });
    const running = createCallAttempt({
      client: parts.client,
      timeouts: parts.timeouts,
      callId,
      call,
      route,
      own,
      body: { ...body, messages },
      messages: call.messages,
      signal,
    });
    let settled: Settlement | null = null;
    let warnings: BudgetWarning[] = [];
    try {
      yield callStart(callId, call, priced, attempt);
      let first = true;
      for await (const text of running.stream()) {
        if (first) {
          first = false;
          yield {
            type: 'event',
            event: { type: 'call-first-token', callId, ms: Math.round(running.firstTokenMs() ?? 0) },
          };
        }
        yield { type: 'text', text };
      }
    } finally {
      // also when the reader walks away in the middle: a row is never left open by a living process
      settled = running.settlement();
      warnings = await parts.ledger.settle(settled);
      context.onSettled(settled);
    }
    yield callEnd(settled);
    for (const event of warnings) yield { type: 'event', event };
    return { outcome: running.outcome(settled), failure: running.failure() };
  }
}

/** How long to wait before the next attempt; null when there is to be none. Never earlier than Retry-After. */
function retryDelayMs(attempt: number, retryAfterMs: number | null): number | null {
  if (attempt > RETRIES) return null;
  if (retryAfterMs !== null && retryAfterMs > LONGEST_WAIT_MS) return null;
  const backoffMs = 250 * 2 ** attempt * (0.5 + Math.random());
  return Math.max(backoffMs, retryAfterMs ?? 0);
}

const status = (message: string): CallOutput => ({
  type: 'event',
  event: { type: 'status', phase: 'waiting', message },
});

function callStart(callId: string, call: ModelCall, priced: PricedModel, attempt: number): CallOutput {
  const promptTokens = promptEstimate(call);
  return {
    type: 'event',
    event: {
      type: 'call-start',
      callId,
      stepId: call.stepId,
      role: call.role,
      model: call.model,
      provider: priced.provider,
      callType: call.callType,
      attempt,
      estimatedPromptTokens: promptTokens,
      price: expectedPrice({ ...priced, promptTokens }),
    },
  };
}

function callEnd(settled: Settlement): CallOutput {
  return {
    type: 'event',
    event: {
      type: 'call-end',
      callId: settled.callId,
      status: settled.status,
      usage: settled.usage,
      costNanoUsd: settled.costNanoUsd,
      ms: Math.round(settled.durationMs),
      preview: cutText(settled.response ?? '', 200),
      ...(settled.finishReason === null ? {} : { finishReason: settled.finishReason }),
      ...(settled.error === null ? {} : { error: settled.error }),
    },
  };
}

/** Good enough until the provider has counted. */
function promptEstimate({ instructions, messages }: ModelCall): number {
  const said = messages.map(({ content }) => content?.length ?? 0);
  return roughTokens(said.reduce((sum, units) => sum + units, instructions.length));
}

/** The ledger's `prompt`: the newest user message first, then the others, newest to oldest. */
function promptText(messages: ModelMessage[]): string {
  const newest = messages.findLast((message) => message.role === 'user');
  const others = messages.filter((message) => message !== newest).reverse();
  return [...(newest ? [newest] : []), ...others].map((message) => message.content ?? '').join('\n\n');
}
