import { useEffect, useMemo, useRef, useState } from 'react';
import { callTree, type TreeNode } from '#shared/callTree.ts';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import { emptyRun, type RunView } from '#shared/runView.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { type ChatRequest, type ChatStreamHandlers, streamAnswer } from './streamAnswer.ts';

interface StreamState {
  view: RunView;
  isStreaming: boolean;
}

/**
 * Asks a question and watches its answer being made. Every handler is optional. `sendMessage` takes REST's body and
 * resolves with REST's answer, stopped or done; it rejects when the question was refused or its answer failed.
 * One answer at a time: ask again when this one is over. Leaving the page leaves the run alone.
 */
export function useChatStream(handlers: ChatStreamHandlers = {}) {
  const client = useCandorClient();
  const [{ view, isStreaming }, setState] = useState<StreamState>({ view: emptyRun, isStreaming: false });
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const current = useRef<{ leave: AbortController; stop: () => Promise<void> } | null>(null);
  useEffect(() => () => current.current?.leave.abort(), []);

  const begin = async (request: ChatRequest): Promise<ChatAnswer> => {
    if (current.current) throw new Error('An answer is still being made. Stop it, or wait for its end.');
    const leave = new AbortController();
    const stream = streamAnswer(client, request, leave.signal, {
      handlers: () => latest.current,
      onView: (next) => setState({ view: next, isStreaming: true }),
    });
    current.current = { leave, stop: stream.stop };
    setState({ view: emptyRun, isStreaming: true });
    try {
      return await stream.answer;
    } finally {
      current.current = null;
      setState((state) => ({ ...state, isStreaming: false }));
    }
  };

  const sendMessage = (request: ChatRequest): Promise<ChatAnswer> => {
    const answer = begin(request);
    answer.then(
      (response) => latest.current.onComplete?.(response),
      (error: Error) => {
        // whoever left has no use for how it ended
        if (error.name !== 'AbortError') latest.current.onError?.(error);
      },
    );
    return answer;
  };
  const stopStreaming = async (): Promise<void> => {
    await current.current?.stop();
  };

  const currentTree = useMemo<TreeNode | null>(() => (view.startedAt === '' ? null : callTree(view)), [view]);
  const status = view.phase && { status: view.phase.phase, message: view.phase.message };
  return { sendMessage, stopStreaming, isStreaming, currentContent: view.answer, currentTree, status };
}
