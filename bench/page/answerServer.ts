import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fastifyStatic from '@fastify/static';
import { sql } from 'kysely';
import { pino } from 'pino';
import { startApp } from '#server/app.ts';
import { readEnv } from '#server/env.ts';
import { createServer } from '#server/http/createServer.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import { answerEvents, endEvents, longAnswer, treeEvents } from './longAnswer.ts';

/** As often as the event log hands events out. */
const deliveryMs = 33;
const nodes = 60;

interface AnswerServer extends AsyncDisposable {
  url: string;
  /** Adds a conversation whose answer is made, at that rate, once somebody follows it; returns its id. */
  addRun: (tokensPerSecond: number) => Promise<string>;
  /** Resolves when that run has said all it says: the page is not asked again and again whether it has. */
  isOver: (runId: string) => Promise<void>;
}

interface AnswerServerOptions {
  /** Candor's page, and the page beside it, served under `/peer/`. */
  pageFolder: string;
  peerFolder: string;
  dataDir: string;
  tokens: number;
}

/**
 * Candor's own server, page and streams, except that its runs are scripted: what is measured is the page alone, and
 * no model and no database decides when its events come.
 */
export async function answerServer(options: AnswerServerOptions): Promise<AnswerServer> {
  const log = pino({ level: 'silent' });
  const env = readEnv({ PORT: '0', DATA_DIR: options.dataDir, OFFLINE_PACE: '0' });
  const app = await startApp({ env, log, pageFolder: null });
  const { services } = app;
  const db = services.database.fork().getKysely();
  const rates = new Map<string, number>();
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const pieces = longAnswer(options.tokens);

  async function* script(runId: string): AsyncGenerator<NewChatEvent> {
    const question = 'A long answer, please';
    const who = { companyId: 'comp-123', userId: 'local', sessionId: runId, question, attempt: 1 };
    yield { type: 'run-start', ...who };
    for (const event of treeEvents(nodes)) yield event;
    yield { type: 'answer-start', callId: 'write-call' };
    const perSecond = rates.get(runId) ?? 500;
    const startedAt = performance.now();
    let sent = 0;
    let said = '';
    while (sent < pieces.length) {
      await sleep(deliveryMs);
      const due = Math.min(pieces.length, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
      const text = pieces.slice(sent, due).join('');
      if (text !== '') yield* answerEvents(said, text);
      said += text;
      sent = Math.max(sent, due);
    }
    yield* endEvents(said);
  }
  async function* follow(runId: string): AsyncGenerator<StreamEvent> {
    let view: RunView = { ...emptyRun, runId };
    for await (const event of script(runId)) {
      const stored: StreamEvent = { v: 1, runId, seq: view.seq + 1, at: new Date().toISOString(), ...event };
      view = foldRun(view, stored);
      if (stored.type === 'run-end')
        await sql`update runs set status = 'done', ended_at = now(), view = ${JSON.stringify(view)}::json
          where id = ${runId}`.execute(db);
      yield stored;
    }
    ends.get(runId)?.resolve();
  }
  const chat = {
    ...services.chat,
    followAll: ([run]: readonly { runId: string }[]) => follow(run?.runId ?? ''),
  };
  const server = await createServer({ ...services, chat }, options.pageFolder);
  await server.register(fastifyStatic, { root: options.peerFolder, prefix: '/peer/', decorateReply: false });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    async addRun(tokensPerSecond) {
      const runId = randomUUID();
      rates.set(runId, tokensPerSecond);
      ends.set(runId, Promise.withResolvers());
      await sql`insert into sessions (company_id, id, user_id, title)
        values ('comp-123', ${runId}, 'local', 'A long answer')`.execute(db);
      await sql`insert into runs (id, company_id, session_id, user_id, request_hash, question, status, owner, epoch, lease_until)
        values (${runId}, 'comp-123', ${runId}, 'local', 'bench', 'A long answer, please', 'running', 'bench', 1, now() + interval '1 day')`.execute(
        db,
      );
      return runId;
    },
    isOver: async (runId) => ends.get(runId)?.promise,
    async [Symbol.asyncDispose]() {
      await server.close();
      await app.close();
    },
  };
}
