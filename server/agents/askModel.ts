import type { CallModel, CallOutcome, ModelCall } from '#server/llm/modelCall.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { passOn } from './passOn.ts';
import { wholeAnswer } from './wholeAnswer.ts';

/** One call of an agent that does not speak to the person: its events pass, its text stays in the outcome. Throws AppError. */
export async function* askModel(
  callModel: CallModel,
  call: ModelCall,
  signal: AbortSignal,
): AsyncGenerator<NewChatEvent, CallOutcome> {
  return wholeAnswer(
    yield* passOn(callModel(call, signal), (output) => (output.type === 'event' ? [output.event] : [])),
  );
}
