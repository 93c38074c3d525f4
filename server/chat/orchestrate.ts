import { analyseReviews } from '#server/agents/analyst.ts';
import { planQuestion } from '#server/agents/planner.ts';
import { retrieveReviews } from '#server/agents/retriever.ts';
import { runStep } from '#server/agents/runStep.ts';
import { isSmallTalk } from '#server/agents/smallTalk.ts';
import type { Question, Team } from '#server/agents/team.ts';
import { sayReply, type Written, writeAnswer } from '#server/agents/writer.ts';
import { smallTalkMessage, writingMessage } from '#server/agents/writingMessage.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';

/** The run whose question is answered. */
interface OrchestratedRun extends Question {
  runId: string;
  companyId: string;
  sessionId: string;
  userId: string;
}

/** How the team's work ended; what it said is in the events. Failures are thrown. */
export interface RunResult {
  status: 'done' | 'stopped';
  /** Why the answer ended; null when it was stopped. */
  finishReason: string | null;
}

interface Orchestration {
  run: OrchestratedRun;
  team: Team;
  signal: AbortSignal;
}

/**
 * Answers one question: plan, retrieve, analyse, write, a call of a model each; where numbers alone answer it only plan
 * and write take one; a greeting is only written. Yields what happens while it
 * happens and closes every step it opened. A stop by the signal is a result; a failure is thrown, AppError if meant.
 */
export async function* orchestrate(orchestration: Orchestration): AsyncGenerator<NewChatEvent, RunResult> {
  const { signal } = orchestration;
  try {
    signal.throwIfAborted();
    const { finishReason } = yield* answerQuestion(orchestration);
    return { status: 'done', finishReason };
  } catch (error) {
    if (signal.aborted) return { status: 'stopped', finishReason: null };
    throw error;
  }
}

async function* answerQuestion({ run, team, signal }: Orchestration): AsyncGenerator<NewChatEvent, Written> {
  const context = (stepId: string) => ({ team, asked: run, signal, stepId });
  const { question } = run;

  if (isSmallTalk(question)) {
    yield writing;
    return yield* runStep('Answer', signal, (stepId) =>
      writeAnswer(context(stepId), smallTalkMessage(question), { sources: [], figures: [] }),
    );
  }

  yield { type: 'status', phase: 'planning', message: 'Analyzing query...' };
  const planning = yield* runStep('Query Planning', signal, (stepId) => planQuestion(context(stepId)));
  const { reply } = planning.plan;
  if (reply !== null) {
    yield writing;
    return yield* runStep('Answer', signal, () => sayReply(reply));
  }

  yield { type: 'status', phase: 'retrieving', message: 'Retrieving data...' };
  const retrieval = yield* runStep('RAG Retrieval', signal, (stepId) =>
    retrieveReviews(context(stepId), planning),
  );

  yield { type: 'status', phase: 'analysing', message: 'Processing data...' };
  const analysis = yield* runStep('Data Analysis', signal, (stepId) =>
    analyseReviews(context(stepId), planning.plan, retrieval),
  );

  yield writing;
  const message = writingMessage({ question, ...planning, ...retrieval, analysis });
  const basis = { sources: retrieval.sources, figures: analysis.figures };
  return yield* runStep('Answer', signal, (stepId) => writeAnswer(context(stepId), message, basis));
}

const writing: NewChatEvent = { type: 'status', phase: 'writing', message: 'Writing answer...' };
