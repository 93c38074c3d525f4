import { sql } from 'kysely';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Team } from '#server/agents/team.ts';
import { AppError } from '#server/appError.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import { listen } from '#server/db/listen.ts';
import type { Database } from '#server/db/openDatabase.ts';
import { createDoor } from '#server/llm/callModel.ts';
import { type CallTimeouts, defaultTimeouts } from '#server/llm/callTimers.ts';
import type { Route } from '#server/llm/endpoints.ts';
import { createLedger } from '#server/llm/ledger.ts';
import type { ModelClient } from '#server/llm/openai.ts';
import { listPrices } from '#server/prices/listPrices.ts';
import { ownPriceOf } from '#server/prices/ownPriceAt.ts';
import { countReviews } from '#server/reviews/countReviews.ts';
import { notablePhrases } from '#server/reviews/notablePhrases.ts';
import { reviewsOverview } from '#server/reviews/reviewsOverview.ts';
import { searchReviews } from '#server/reviews/searchReviews.ts';
import { type ChatAnswer, chatAnswerOf } from '#shared/chatAnswer.ts';
import type { Role } from '#shared/llmCall.ts';
import type { ModelPrice } from '#shared/priceList.ts';
import type { RunEstimate } from '#shared/runEstimate.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import { estimateRun } from './estimateRun.ts';
import { createEventLog } from './eventLog.ts';
import { createFollowers, foldStored, startOf } from './followers.ts';
import { merged } from './merged.ts';
import { orchestrate } from './orchestrate.ts';
import { readHistory } from './readHistory.ts';
import { eventPage } from './runEvents.ts';
import { runNeeds } from './runNeeds.ts';
import { createRunWorker } from './runWorker.ts';
import { type SendInput, type Sent, sendMessage } from './sendMessage.ts';
import { STOP_CHANNEL, type Stopped, stopRun } from './stopRun.ts';
import { startWakeUps } from './wakeUps.ts';
import { defaultRunLimits, type RunLimits } from './workOnRun.ts';

/** Reviews are read by so many queries at once, whatever the number of runs: fewer than the pool has connections. */
const READS_AT_ONCE = 5;

export interface ChatParts {
  database: Database;
  log: Logger;
  client: ModelClient;
  routeOf: (model: string) => Route;
  /** Which model plays which role for a company; asked once at the start of a run. */
  modelsOf: (companyId: string) => Promise<Record<Role, string>>;
  timeouts?: Partial<CallTimeouts>;
  limits?: Partial<RunLimits>;
}

/** A run as `chat.run` and REST give it later. */
export interface RunRecord {
  runId: string;
  sessionId: string;
  question: string;
  status: RunView['status'];
  createdAt: string;
  view: RunView | null;
  /** When question and answer were removed; null while they are kept. */
  textsRemovedAt: string | null;
}

/** Questions in, events out: everything that makes answers, wired together. */
export async function createChat(parts: ChatParts) {
  const { database, log } = parts;
  const fork = () => database.fork();
  const limits = { ...defaultRunLimits, ...parts.limits };
  const followers = createFollowers(fork, (runId) => worker.isLocal(runId));
  const events = createEventLog({ fork, deliver: followers.deliver, onLost: (runId) => worker.drop(runId) });
  const door = createDoor({
    ledger: createLedger(fork),
    client: parts.client,
    routeOf: parts.routeOf,
    ownPriceOf: (companyId, model) => ownPriceOf(fork(), companyId, model),
    timeouts: { ...defaultTimeouts, ...parts.timeouts },
  });
  const worker = createRunWorker({
    database,
    log,
    events,
    limits,
    deliver: followers.deliver,
    async *answer(run, meter, signal) {
      const { runId, companyId, sessionId, userId, question, scope, epoch } = run;
      const callModel = door({
        owner: { companyId, userId, sessionId, runId, epoch },
        mayCall: meter.mayCall,
        onSettled(settled) {
          meter.settled(settled);
          const { status, usage, costNanoUsd, durationMs } = settled;
          log.info(
            {
              runId,
              callId: settled.callId,
              status,
              tokens: usage?.totalTokens,
              costNanoUsd,
              ms: Math.round(durationMs),
            },
            'call',
          );
        },
      });
      const history = await readHistory(fork(), companyId, sessionId, runId);
      const team = await teamOf(companyId, callModel);
      return yield* orchestrate({
        run: { runId, companyId, sessionId, userId, question, history, chosen: scope ?? {} },
        team,
        signal,
      });
    },
  });
  const stopListening = database.url
    ? listen({ url: database.url, channel: STOP_CHANNEL, onNotify: (runId) => void worker.stopLocal(runId) })
    : null;
  const wakeUps = await startWakeUps(database, (message) => log.warn(message));

  // a burst of questions waits here without a limit; in the pool it would time out, and keep the ledger waiting
  const inTurn = pLimit(READS_AT_ONCE);

  /** The agents' hands, bound to one company: no model can name another. */
  async function teamOf(companyId: string, callModel: Team['callModel']): Promise<Team> {
    const { rows } = await sql<{ name: string }>`select name from companies where id = ${companyId}`.execute(
      fork().getKysely(),
    );
    return {
      callModel,
      models: await parts.modelsOf(companyId),
      companyName: rows[0]?.name ?? companyId,
      overview: () => inTurn(() => reviewsOverview(fork(), companyId)),
      searchReviews: (query) => inTurn(() => searchReviews(fork(), companyId, query)),
      countReviews: (query) => inTurn(() => countReviews(fork(), companyId, query)),
      notablePhrases: (filters) => inTurn(() => notablePhrases(fork(), companyId, filters)),
    };
  }

  async function recordOf(runId: string): Promise<RunRecord> {
    const { rows } = await sql<Omit<RunRecord, 'createdAt'> & { createdAt: Date | string }>`
      select id as "runId", session_id as "sessionId", question, status, created_at as "createdAt", view,
        ${isoMoment('texts_removed_at')} as "textsRemovedAt"
      from runs where id = ${runId}`.execute(fork().getKysely());
    const run = rows[0];
    if (!run) throw new AppError('run-not-found', 'There is no such run.', { status: 404 });
    // a view of an earlier version lacks what was added since
    const view = run.view && { ...emptyRun, ...run.view };
    return { ...run, view, createdAt: new Date(run.createdAt).toISOString() };
  }

  async function* follow(
    runId: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<StreamEvent, void> {
    yield* followers.follow(runId, await startOf(fork, runId, lastEventId), signal);
  }

  async function* followAll(
    runs: readonly { runId: string; lastEventId?: string | undefined }[],
    signal: AbortSignal,
  ): AsyncGenerator<StreamEvent, void> {
    // one that fails ends them all: whoever follows comes back for each where it was
    const leaving = new AbortController();
    const untilLeft = AbortSignal.any([signal, leaving.signal]);
    try {
      yield* merged(runs.map(({ runId, lastEventId }) => follow(runId, lastEventId, untilLeft)));
    } finally {
      leaving.abort();
    }
  }

  const estimateParts = async (companyId: string) => ({
    models: await parts.modelsOf(companyId),
    providerOf: (model: string) => parts.routeOf(model).provider,
  });

  let closing: Promise<void> | null = null;

  async function close(drainMs: number): Promise<void> {
    await worker.close(drainMs);
    await stopListening?.();
    await wakeUps.stop();
    await events.close();
    followers.close();
  }

  return {
    /** Takes a question and returns at once; the run is made by whichever process claims it. */
    async send(input: SendInput): Promise<Sent> {
      if (closing !== null) {
        throw new AppError('shutting-down', 'The server is shutting down. Try again in a moment.', {
          status: 503,
          retryable: true,
        });
      }
      const needsOf = async (question: Parameters<typeof runNeeds>[1]) =>
        runNeeds(fork(), question, await estimateParts(question.companyId));
      const sent = await sendMessage({ em: fork(), wakeUps, needsOf }, input);
      worker.wake();
      return sent;
    },
    /** What an answer will take. */
    estimate: async (input: Parameters<typeof estimateRun>[1]): Promise<RunEstimate> =>
      estimateRun(fork(), input, await estimateParts(input.companyId)),
    /** What the next call of each of a company's models is charged. */
    async prices(companyId: string): Promise<ModelPrice[]> {
      const { models, providerOf } = await estimateParts(companyId);
      return listPrices(fork(), companyId, { models: Object.values(models), providerOf });
    },
    /** Everything that happens in a run, from after `lastEventId`; ends after its last event. Changes nothing. */
    follow,
    /** The same for several runs at once, their events in between each other. */
    followAll,
    stop: (runId: string): Promise<Stopped> =>
      stopRun({ em: fork(), worker, deliver: followers.deliver }, runId),
    record: recordOf,
    /** A page of what happened in a run, as it was stored. */
    events: (page: Parameters<typeof eventPage>[1]) => eventPage(fork(), page),
    /** Waits for the end of a run and gives the answer: the same events, drained. */
    async settle(runId: string, signal: AbortSignal): Promise<ChatAnswer> {
      let view: RunView = emptyRun;
      for await (const event of follow(runId, 'snapshot', signal)) view = foldRun(view, event);
      signal.throwIfAborted();
      return chatAnswerOf(view);
    },
    /** The run as far as it has come. */
    viewOf: async (runId: string): Promise<RunView> =>
      (await recordOf(runId)).view ?? foldStored(fork, runId),
    async start(): Promise<void> {
      await worker.start();
      await wakeUps.listen(worker.wake);
    },
    /** The one door to a model, for calls outside a question. */
    door,
    followers: followers.count,
    running: worker.size,
    /** Takes no more questions up, lets answers finish for `drainMs`, ends the rest as interrupted. */
    close(drainMs: number): Promise<void> {
      closing ??= close(drainMs);
      return closing;
    },
  };
}

export type Chat = Awaited<ReturnType<typeof createChat>>;
