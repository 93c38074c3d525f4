import { tracked } from '@trpc/server';
import { z } from 'zod';
import { guarded, router, trpcErrorOf } from '#server/trpc.ts';
import { chatAnswer } from '#shared/chatAnswer.ts';
import { type ChatEvent, runStatus } from '#shared/chatEvent.ts';
import { defaultCompanyId, limits, questionBeginning, questionText, textId } from '#shared/limits.ts';
import { reviewScope } from '#shared/reviewScope.ts';
import { runEstimate } from '#shared/runEstimate.ts';
import type { RunView, StreamEvent } from '#shared/runView.ts';

const sendInput = z.object({
  message: questionText,
  sessionId: textId.optional(),
  companyId: textId.optional(),
  userId: textId.optional(),
  /** The caller's own key: the same key and body is the same run. */
  requestId: textId.optional(),
  /** Only these reviews may be read and counted, whatever the agents plan. */
  scope: reviewScope.optional(),
  /** The last run of the session: the new answer takes its place, the old one stays as an earlier version. */
  replaces: z.guid().optional(),
});
const runInput = z.object({ runId: z.guid() });
const watchedRun = runInput.extend({ lastEventId: z.string().max(200).optional() });
const asks = guarded({ who: 'member', guards: 'company' });
const watches = guarded({ who: 'member', guards: 'run' });
const watchesAll = guarded({ who: 'member', guards: 'runs' });

/** Questions, their events, their stop. */
export const chatRouter = router({
  /** Takes a question and returns at once. CONFLICT: the request id was used for another body, the session is busy, or the run to replace is not its last. */
  send: asks
    .input(sendInput)
    .output(z.object({ runId: z.string(), sessionId: z.string() }))
    .mutation((opts) => opts.ctx.services.chat.send(opts.input)),

  /** Sends and waits: what REST's first route answers. */
  ask: asks
    .input(sendInput)
    .output(chatAnswer)
    .mutation(async ({ ctx, input, signal }) => {
      const { runId } = await ctx.services.chat.send(input);
      return ctx.services.chat.settle(runId, signal ?? new AbortController().signal);
    }),

  /** What an answer will take, by the last answers of its kind. Asks no model. */
  estimate: asks
    .input(
      z.object({
        companyId: textId.default(defaultCompanyId),
        sessionId: textId.optional(),
        message: questionBeginning.optional(),
      }),
    )
    .output(runEstimate)
    .query((opts) => opts.ctx.services.chat.estimate(opts.input)),

  /** Everything that happens in a run, numbered; ends after the last event. Watching changes nothing. */
  stream: watches.input(watchedRun).subscription(async function* ({
    ctx,
    input,
    signal,
  }): AsyncGenerator<ReturnType<typeof tracked<StreamEvent>>> {
    const untilClosed = signal ?? new AbortController().signal;
    try {
      for await (const event of ctx.services.chat.follow(input.runId, input.lastEventId, untilClosed)) {
        yield tracked(String(event.seq), event);
      }
    } catch (error) {
      throw trpcErrorOf(error);
    }
  }),

  /** `stream` of several runs over one connection, each from its own last event: what the tabs of one browser share. */
  streams: watchesAll
    .input(z.object({ runs: watchedRun.array().min(1).max(limits.runsPerStream) }))
    .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<StreamEvent> {
      const untilClosed = signal ?? new AbortController().signal;
      try {
        yield* ctx.services.chat.followAll(input.runs, untilClosed);
      } catch (error) {
        throw trpcErrorOf(error);
      }
    }),

  /** Stops a run, from any tab or process; repeated, it answers the same. */
  stop: watches
    .input(runInput)
    .output(z.object({ runId: z.string(), status: runStatus, stoppedCalls: z.number().int() }))
    .mutation((opts) => opts.ctx.services.chat.stop(opts.input.runId)),

  /** A run as it stands; `view` is the stored fold, null while it is under way. */
  run: watches
    .input(runInput)
    .output(
      z.object({
        runId: z.string(),
        sessionId: z.string(),
        question: z.string(),
        status: runStatus,
        createdAt: z.string(),
        view: z.custom<RunView>((value) => typeof value === 'object').nullable(),
        /** When question and answer were removed; null while they are kept. */
        textsRemovedAt: z.string().nullable(),
      }),
    )
    .query((opts) => opts.ctx.services.chat.record(opts.input.runId)),

  /** What happened in a run, page by page, to be played again: `nextAfter` is the next page's `after`, null after the last. */
  events: watches
    .input(
      runInput.extend({
        after: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(limits.eventPage).default(limits.eventPage),
      }),
    )
    .output(
      z.object({
        events: z.array(z.custom<ChatEvent>((value) => typeof value === 'object')),
        nextAfter: z.number().int().nullable(),
      }),
    )
    .query((opts) => opts.ctx.services.chat.events(opts.input)),
});
