import { z } from 'zod';
import type { SendInput } from '#server/chat/sendMessage.ts';
import type { Services } from '#server/services.ts';
import { chatAnswerOf } from '#shared/chatAnswer.ts';
import { questionText, textId } from '#shared/limits.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';
import { streamRun } from './streamRun.ts';

const restBody = z.object({
  message: questionText,
  session_id: textId.nullish(),
  company_id: textId.nullish(),
  user_id: textId.nullish(),
});

function readBody(body: unknown): SendInput {
  const {
    message,
    session_id: sessionId,
    company_id: companyId,
    user_id: userId,
  } = parseInput(restBody, body);
  return {
    message,
    ...(sessionId ? { sessionId } : {}),
    ...(companyId ? { companyId } : {}),
    ...(userId ? { userId } : {}),
  };
}

const runParams = z.object({ run_id: z.string() });

/** Questions for curl and other languages. */
export function addChatRoutes(route: AddRoute, { chat, log }: Services): void {
  const asks = {
    policy: { who: 'member', guards: 'company' },
    parse: (request: { body: unknown }) => readBody(request.body),
    ids: ({ companyId }: SendInput) => ({ companyId }),
  } as const;

  route({
    ...asks,
    method: 'POST',
    url: '/api/v1/chat/',
    async handle(input, _request, reply) {
      const { runId } = await chat.send(input);
      // the caller may leave: the run and its ledger finish, and the answer waits under its id
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const answer = await chat.settle(runId, gone.signal);
      const failed = answer.metadata.error;
      if (failed) {
        const status = failed.code === 'budget-exceeded' ? 429 : 503;
        return reply.status(status).send({ error: { ...failed, run_id: runId }, ...answer });
      }
      return answer;
    },
  });

  route({
    ...asks,
    method: 'POST',
    url: '/api/v1/chat/stream',
    async handle(input, _request, reply) {
      const { runId } = await chat.send(input);
      await streamRun({ chat, log }, runId, reply);
      return reply;
    },
  });

  route({
    method: 'GET',
    url: '/api/v1/runs/:run_id',
    policy: { who: 'member', guards: 'run' },
    parse: (request) => runParams.parse(request.params),
    ids: (params) => ({ runId: params.run_id }),
    async handle({ run_id: runId }) {
      const { view, textsRemovedAt } = await chat.record(runId);
      const { metadata, ...answer } = chatAnswerOf(view ?? (await chat.viewOf(runId)));
      const removed = textsRemovedAt === null ? {} : { texts_removed_at: textsRemovedAt };
      return { ...answer, metadata: { ...metadata, ...removed } };
    },
  });
}
