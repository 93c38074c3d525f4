import { callTree, type TreeNode } from '#shared/callTree.ts';
import { type ChatAnswer, chatAnswerOf } from '#shared/chatAnswer.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { followRun } from '../programs/followRun.ts';
import { sendQuestion } from '../programs/sendQuestion.ts';

/** REST's body. */
export interface ChatRequest {
  message: string;
  session_id?: string;
  company_id?: string;
  user_id?: string;
}

export interface ChatStreamHandlers {
  /** What is being done: a phase (`retrieving`) and a sentence for people. */
  onStatusUpdate?: (status: string, message: string) => void;
  /** The next piece of the answer. After a run began again they begin again too; `currentContent` is always whole. */
  onContentChunk?: (text: string) => void;
  onTreeUpdate?: (tree: TreeNode) => void;
  onComplete?: (response: ChatAnswer) => void;
  onError?: (error: Error) => void;
}

interface Watchers {
  handlers: () => ChatStreamHandlers;
  onView: (view: RunView) => void;
}

/** Sends a question, follows its run and tells what happens; `answer` rejects with an `AbortError` once `signal` aborts. */
export function streamAnswer(
  client: CandorClient,
  request: ChatRequest,
  signal: AbortSignal,
  watchers: Watchers,
) {
  const { message, session_id: sessionId, company_id: companyId, user_id: userId } = request;
  const sent = sendQuestion(client, { message, sessionId, companyId, userId }, signal);
  const follow = async (): Promise<ChatAnswer> => {
    let view: RunView = emptyRun;
    const { runId } = await sent;
    for await (const event of followRun(client, runId, { signal })) {
      const before = view;
      view = foldRun(view, event);
      watchers.onView(view);
      announce(before, view, watchers.handlers());
    }
    signal.throwIfAborted();
    if (view.status === 'failed')
      throw new Error(view.error?.message ?? 'This answer could not be finished.');
    return chatAnswerOf(view);
  };
  const stop = async (): Promise<void> => {
    // a stop may come before the server has said which run this is
    const asked = await sent.catch(() => null);
    if (asked) await client.chat.stop.mutate({ runId: asked.runId });
  };
  return { answer: follow(), stop };
}

function announce(before: RunView, view: RunView, handlers: ChatStreamHandlers): void {
  const { phase, answer } = view;
  if (phase && phase !== before.phase) handlers.onStatusUpdate?.(phase.phase, phase.message);
  if (answer !== before.answer) {
    const piece = answer.startsWith(before.answer) ? answer.slice(before.answer.length) : answer;
    if (piece !== '') handlers.onContentChunk?.(piece);
  }
  if (view.steps !== before.steps || view.totals !== before.totals || view.status !== before.status) {
    handlers.onTreeUpdate?.(callTree(view));
  }
}
