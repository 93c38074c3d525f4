import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { localUserId } from '#shared/limits.ts';
import type { SessionDetail } from '#shared/session.ts';
import { isRefusal } from '../programs/isRefusal.ts';
import { sendQuestion } from '../programs/sendQuestion.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { forgetQuestion, rememberQuestion } from './pendingQuestion.ts';
import { RunsContext } from './RunsContext.ts';

interface AskOptions {
  companyId: string;
  /** The conversation it belongs to; null begins a new one. */
  sessionId: string | null;
  onAsked?: (asked: { runId: string; sessionId: string }) => void;
}

/** Sends a question. Repeats by itself after a lost connection: the question's own id keeps it one run. */
export function useAsk({ companyId, sessionId, onAsked }: AskOptions) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const runs = useContext(RunsContext);
  return useMutation({
    mutationFn: (message: string) => {
      const { requestId } = rememberQuestion({ message, companyId, sessionId });
      return sendQuestion(client, { message, companyId, requestId, sessionId: sessionId ?? undefined });
    },
    onSuccess: (asked, question) => {
      forgetQuestion();
      queries.setQueryData<SessionDetail>(['session', companyId, asked.sessionId], (detail) =>
        withRun(detail ?? emptySession(asked.sessionId, companyId, question), asked.runId, question),
      );
      runs?.announce();
      onAsked?.(asked);
    },
    onError: (error) => {
      if (!isRefusal(error)) return;
      forgetQuestion();
      // another tab may have asked first: what it asked is worth seeing
      if (error.data?.code === 'CONFLICT') runs?.announce();
    },
  });
}

function withRun(detail: SessionDetail, runId: string, question: string): SessionDetail {
  if (detail.runs.some((run) => run.runId === runId)) return detail;
  const run = {
    runId,
    question,
    status: 'queued' as const,
    createdAt: new Date().toISOString(),
    view: null,
    scope: null,
    replaces: null,
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
