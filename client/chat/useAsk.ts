import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useRef, useState } from 'react';
import { localUserId } from '#shared/limits.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';
import type { SessionDetail, SessionRun } from '#shared/session.ts';
import { isRefusal } from '../programs/isRefusal.ts';
import { sendQuestion } from '../programs/sendQuestion.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { isWhole } from './draftStore.ts';
import { forgetQuestion, rememberQuestion } from './pendingQuestion.ts';
import { TabsContext } from './TabsContext.ts';
import { untilReachable } from './untilReachable.ts';

interface AskOptions {
  companyId: string;
  /** The conversation it belongs to; null begins a new one. */
  sessionId: string | null;
  onAsked?: (asked: { runId: string; sessionId: string }) => void;
}

export interface AskedQuestion {
  message: string;
  scope: ReviewScope | null;
  /** The last run of the conversation, whose place the new answer takes. */
  replaces?: string;
}

/**
 * Sends a question. Repeats by itself after a lost connection, and waits for a server that is away: the question's own
 * id keeps it one run.
 */
export function useAsk({ companyId, sessionId, onAsked }: AskOptions) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const tabs = useContext(TabsContext);
  const [isAway, setAway] = useState(false);
  const waiting = useRef<AbortController>(null);
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: async ({ scope, ...question }: AskedQuestion) => {
      const limited = scope && !isWhole(scope) ? { scope } : {};
      const pending = rememberQuestion({ ...question, ...limited, companyId, sessionId });
      const { signal } = (waiting.current = new AbortController());
      for (;;) {
        try {
          return await sendQuestion(client, { ...pending, sessionId: sessionId ?? undefined }, signal);
        } catch (failure) {
          signal.throwIfAborted();
          if (isAnswer(failure)) throw failure;
          setAway(true);
          await untilReachable(client, signal);
        }
      }
    },
    onSettled: () => setAway(false),
    onSuccess: (asked, question) => {
      forgetQuestion();
      queries.setQueryData<SessionDetail>(['session', companyId, asked.sessionId], (detail) =>
        withRun(detail ?? emptySession(asked.sessionId, companyId, question.message), asked.runId, question),
      );
      tabs?.announce();
      onAsked?.(asked);
    },
    onError: (failure) => {
      if (!isRefusal(failure)) return;
      forgetQuestion();
      // another tab may have asked first: what it asked is worth seeing
      if (failure.data?.code === 'CONFLICT') tabs?.announce();
    },
  });
  const ask = useCallback(
    (question: AskedQuestion) =>
      mutateAsync(question).then(
        () => true,
        () => false,
      ),
    [mutateAsync],
  );
  return {
    /** Resolves to whether the question is safe with the server. */
    ask,
    isAsking: isPending,
    /** The server cannot be reached: the question goes out when it is back. */
    isAway,
    giveUp: () => waiting.current?.abort(),
    error: error?.name === 'AbortError' ? null : error,
  };
}

/** Whether the server itself said no, and will again: only one that shuts down, or says nothing, is waited for. */
function isAnswer(failure: unknown): boolean {
  if (isRefusal(failure)) return true;
  const data =
    failure instanceof Error && 'data' in failure ? (failure.data as { httpStatus?: number }) : null;
  return data?.httpStatus !== undefined && data.httpStatus !== 503;
}

function withRun(
  detail: SessionDetail,
  runId: string,
  { message, scope, replaces = undefined }: AskedQuestion,
): SessionDetail {
  if (detail.runs.some((run) => run.runId === runId)) return detail;
  const run: SessionRun = {
    runId,
    question: message,
    status: 'queued',
    createdAt: new Date().toISOString(),
    view: null,
    scope,
    replaces: replaces ?? null,
  };
  return { ...detail, runningRunId: runId, runs: [...detail.runs, run] };
}

function emptySession(id: string, companyId: string, title: string): SessionDetail {
  const now = new Date().toISOString();
  return {
    id,
    companyId,
    userId: localUserId,
    title,
    createdAt: now,
    updatedAt: now,
    runningRunId: null,
    runs: [],
  };
}
