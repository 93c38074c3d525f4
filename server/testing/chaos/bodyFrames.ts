import type { AnswerFrame } from './answerFrame.ts';
import type { ChaosReply } from './chaosReply.ts';
import type { FaultSet } from './faultSet.ts';
import { lateError } from './lateError.ts';

const maxSlices = 200;

/**
 * A reply as one JSON body, cut into as many slices as it has pieces, so that `drop,at=5` breaks it off like a stream.
 * The text counts as sent with the last slice.
 */
export function* bodyFrames(reply: ChaosReply, faults: FaultSet): Generator<AnswerFrame> {
  const pieces = [...reply.pieces];
  const text = pieces.join('');
  const bytes = Buffer.from(bodyText(reply, text, faults));
  const slices = Math.min(maxSlices, Math.max(2, pieces.length));
  const size = Math.ceil(bytes.length / slices);
  for (let start = 0; start < bytes.length; start += size) {
    const isLast = start + size >= bytes.length;
    const hasText = isLast && !faults.has('errobj') && !faults.has('badjson');
    yield {
      bytes: bytes.subarray(start, start + size),
      text: hasText ? text : '',
      usage: hasText ? reply.usage : null,
      place: isLast ? 'closing' : 'piece',
    };
  }
}

function bodyText(reply: ChaosReply, text: string, faults: FaultSet): string {
  if (faults.has('errobj')) {
    return lateError(faults);
  }
  const message = {
    role: 'assistant',
    content: faults.has('odd') || (text === '' && reply.toolCalls.length > 0) ? null : text,
    refusal: null,
    ...(reply.toolCalls.length === 0 ? {} : { tool_calls: reply.toolCalls.map(toolCall) }),
  };
  const completion = JSON.stringify({
    id: reply.id,
    object: 'chat.completion',
    created: reply.createdAt,
    model: reply.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finishReason }],
  });
  const whole = reply.usage === null ? completion : `${completion.slice(0, -1)},"usage":${reply.usage}}`;
  if (faults.has('badjson')) return whole.slice(0, -20);
  if (faults.has('twojson')) return `${whole}${whole}`;
  const lineEnd = faults.has('crlf') ? '\r\n' : faults.has('cr') ? '\r' : '';
  return `${faults.has('bom') ? '\ufeff' : ''}${lineEnd}${whole}${lineEnd}`;

  function toolCall(call: { name: string; arguments: string }, index: number): unknown {
    return { id: `call_${reply.id.slice(-12)}_${index}`, type: 'function', function: { ...call } };
  }
}
