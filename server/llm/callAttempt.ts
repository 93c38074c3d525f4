import { cleanText, cutText } from '#server/db/cleanText.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';
import { type CallTimeouts, type FiredTimer, startCallTimers } from './callTimers.ts';
import { callVerdict } from './callVerdict.ts';
import { estimateUsage } from './countTokens.ts';
import type { Route } from './endpoints.ts';
import type { Settlement } from './ledger.ts';
import type { CallOutcome, ModelCall, ModelMessage } from './modelCall.ts';
import { ModelStreamError } from './modelStreamError.ts';
import type { ModelClient } from './openai.ts';
import { createOutputMeter } from './outputMeter.ts';
import { priceCall } from './prices.ts';
import { completionReader } from './readCompletion.ts';
import { createTextCleaner } from './textCleaner.ts';
import { readUsage } from './usage.ts';

interface AttemptParts {
  client: ModelClient;
  timeouts: CallTimeouts;
  callId: string;
  call: ModelCall;
  route: Route;
  /** The company's own price of the model, as it was when the call was opened. */
  own: OwnPrice | null;
  body: Record<string, unknown>;
  messages: ModelMessage[];
  signal: AbortSignal;
}

/**
 * One attempt of one call: sends, streams, and knows at every moment how it would be settled. `stream` yields the
 * visible text and never throws for what a provider or a stop did; `settlement` tells how it ended.
 */
export function createCallAttempt(parts: AttemptParts) {
  const { call, route, signal } = parts;
  const reader = completionReader();
  const cleaner = createTextCleaner();
  const startedMs = performance.now();
  const pieces: string[] = [];
  let textUnits = 0;
  let sentAt: string | null = null;
  let opened = false;
  let firstTokenAt: string | null = null;
  let ttftMs: number | null = null;
  let cut = false;
  let finished = false;
  let thrown: unknown = null;
  let timer: FiredTimer = null;

  // a provider that ignores the output limit is cut by us, within a piece of what a budget has reserved
  const output = createOutputMeter(call.maxOutputTokens);
  const mostUnits = call.maxOutputTokens * 12 + 2_000;

  function take(piece: string): string {
    pieces.push(piece);
    textUnits += piece.length;
    return piece;
  }

  /** One piece can be as long as a whole answer: what goes past the limit is left out and ends the call. */
  function withinLimit(piece: string): string {
    const left = mostUnits - textUnits;
    if (piece.length <= left) return piece;
    cut = true;
    return cleanText(piece.slice(0, left));
  }

  async function* stream(): AsyncGenerator<string, void> {
    using timers = startCallTimers(parts.timeouts);
    const both = AbortSignal.any([signal, timers.signal]);
    try {
      both.throwIfAborted();
      sentAt = new Date().toISOString();
      const headers = { 'x-candor-call-id': parts.callId };
      const answer = await parts.client.open(route, parts.body, { signal: both, headers });
      opened = true;
      for await (const chunk of answer.chunks) {
        timers.touch();
        const text = withinLimit(cleaner.push(reader.push(chunk)));
        if (firstTokenAt === null && (text !== '' || reader.hasToolCalls())) {
          firstTokenAt = new Date().toISOString();
          ttftMs = performance.now() - startedMs;
        }
        cut ||= output.take(text + reader.takeHidden());
        if (text !== '') yield take(text);
        if (reader.failed()) break;
        if (cut) break;
      }
      const rest = cleaner.end();
      if (rest !== '') yield take(rest);
      finished = true;
    } catch (error) {
      thrown = error;
      finished = true;
    } finally {
      timer = timers.fired();
    }
  }

  const verdict = () =>
    callVerdict({ completion: reader.completion(), stopped: signal.aborted, finished, cut, timer, thrown });

  return {
    stream,
    /** When and how fast the first token came; null while it has not. */
    firstTokenMs: () => ttftMs,
    failure: () => verdict().failure,
    settlement(): Settlement {
      const completion = reader.completion();
      const { status, failure } = verdict();
      const text = pieces.join('');
      const raw = readUsage(completion.rawUsage);
      // a request that was refused outright cost nothing; one that was cut short did
      const answered = opened || (sentAt !== null && (signal.aborted || timer !== null));
      const usage =
        raw.usage ??
        (answered
          ? estimateUsage({
              messages: [{ role: 'system', content: call.instructions }, ...parts.messages],
              tools: call.tools,
              text,
              toolCalls: completion.toolCalls,
              reasoningText: completion.reasoningText,
            })
          : null);
      const priced =
        usage === null
          ? { costNanoUsd: null, costSource: 'none' as const, price: null }
          : priceCall({
              provider: route.provider,
              model: call.model,
              own: parts.own,
              upstreamModel: completion.upstreamModel,
              usage,
              providerCostUsd: raw.providerCostUsd,
              at: new Date(),
            });
      const strange = completion.rawUsage !== null && (raw.usage === null || raw.suspicious);
      return {
        callId: parts.callId,
        status,
        response: sentAt === null ? null : responseText(text, completion.toolCalls),
        usage,
        ...priced,
        upstreamModel: completion.upstreamModel,
        sentAt,
        firstTokenAt,
        durationMs: performance.now() - startedMs,
        ttftMs,
        finishReason: completion.finishReason,
        error: failure === null ? null : { code: failure.code, message: cleanText(failure.message) },
        metadata: {
          ...(strange ? { raw_usage: completion.rawUsage } : {}),
          ...(thrown instanceof ModelStreamError && thrown.raw !== null
            ? { raw_chunk: cutText(thrown.raw, 500) }
            : {}),
          ...(completion.upstreamId === null ? {} : { upstream_id: completion.upstreamId }),
        },
      };
    },
    outcome(settled: Settlement): CallOutcome {
      const { failure } = verdict();
      return {
        callId: parts.callId,
        status: settled.status,
        text: pieces.join(''),
        toolCalls: reader.completion().toolCalls,
        finishReason: settled.finishReason,
        usage: settled.usage,
        costNanoUsd: settled.costNanoUsd,
        error: failure && { code: failure.code, message: failure.message, retryable: failure.retryable },
      };
    },
  };
}

/** What the ledger keeps as the response: the text, and the tools asked for as JSON below it. */
function responseText(text: string, toolCalls: { name: string; arguments: string }[]): string {
  if (toolCalls.length === 0) return text;
  const asked = JSON.stringify({
    tool_calls: toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args })),
  });
  return text === '' ? asked : `${text}\n${asked}`;
}
