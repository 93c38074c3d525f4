import { AppError } from '#server/appError.ts';
import type { CallOutcome, ModelMessage } from '#server/llm/modelCall.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { answerStream } from './answerStream.ts';
import type { ClaimBasis } from './claims/claimFilter.ts';
import { conversation } from './conversation.ts';
import { outputLimits } from './outputLimits.ts';
import { passOn } from './passOn.ts';
import { instructions } from './prompts.ts';
import type { StepOutcome } from './runStep.ts';
import type { AgentContext } from './team.ts';
import { wholeAnswer } from './wholeAnswer.ts';

/** How an answer ended: `stop`, `length`, `content_filter` or another word of the provider's. */
export interface Written {
  finishReason: string | null;
}

/** Answer: the one call that speaks. What came before a failure stays and is closed with `answer-end`. Throws AppError. */
export async function* writeAnswer(
  { team, asked, signal, stepId }: AgentContext,
  message: ModelMessage,
  basis: Omit<ClaimBasis, 'question'>,
): AsyncGenerator<NewChatEvent, StepOutcome<Written>> {
  const answer = answerStream({ question: asked.question, ...basis });
  let callId: string | null = null;
  const call = team.callModel(
    {
      role: 'Answer',
      model: team.models.Answer,
      callType: 'CHAT',
      stepId,
      instructions: instructions.Answer,
      messages: [...conversation(asked.history), message],
      maxOutputTokens: outputLimits.Answer,
      temperature: 0.3,
    },
    signal,
  );
  const outcome = yield* passOn(
    call,
    function* (output): Generator<NewChatEvent> {
      if (output.type === 'text') return yield* answer.push(output.text, callId);
      if (output.event.type === 'call-start') callId = output.event.callId;
      yield output.event;
    },
    { dueMs: answer.patienceMs, onDue: answer.settle },
  );
  yield* answer.end(outcome.finishReason);
  wholeAnswer(outcome);
  if (answer.length() === 0) throw nothingSaid(outcome);
  return {
    result: { finishReason: outcome.finishReason },
    facts: [{ label: 'Citations', value: String(answer.citations()) }],
  };
}

/** An answer that the planner gave already: it is said without another call. */
export async function* sayReply(reply: string): AsyncGenerator<NewChatEvent, StepOutcome<Written>> {
  const answer = answerStream({ question: '', sources: [], figures: [] });
  yield* answer.push(reply, null);
  yield* answer.end('stop');
  return { result: { finishReason: 'stop' }, facts: [{ label: 'Citations', value: '0' }] };
}

function nothingSaid({ finishReason }: CallOutcome): AppError {
  const message =
    finishReason === 'length'
      ? 'The model used up its token limit before it wrote a word. Please try again or choose another model.'
      : finishReason === 'content_filter'
        ? "The provider's content filter held the whole answer back."
        : 'The model ended its turn without writing an answer. Please try again.';
  return new AppError('answer-empty', message, { status: 503, retryable: finishReason !== 'content_filter' });
}
