import { createParser } from 'eventsource-parser';
import { jsonOf } from './looseJson.ts';
import { ModelStreamError } from './modelStreamError.ts';

/** A server-sent event larger than this is no chunk of an answer (UTF-16 units). */
const mostEventUnits = 32_000_000;

/** How much of an unreadable event is kept. */
const rawUnits = 1_000;

/**
 * The parsed chunks of a chat-completion stream, in order, up to `[DONE]` or the end of the body. Line ends, byte
 * order mark, comments and splits inside a character are dealt with as the standard says
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). An event that is not JSON throws a
 * `ModelStreamError` with code `protocol`; one that was cut off by the end of the body is dropped: whoever reads
 * knows from the missing finish_reason that the stream was cut.
 */
export async function* readEventStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void> {
  const events: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => events.push(data),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw tooLarge();
    },
    maxBufferSize: mostEventUnits,
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    for (const data of events.splice(0)) {
      if (data.trim() === '[DONE]') return;
      yield parseChunk(data);
    }
  }
  // some servers leave out the blank line after the last event
  parser.feed('\n\n');
  for (const data of events.splice(0)) {
    const chunk = jsonOf(data);
    if (chunk !== undefined) yield chunk;
  }
}

function parseChunk(data: string): unknown {
  const chunk = jsonOf(data);
  if (chunk !== undefined) return chunk;
  throw new ModelStreamError(
    'protocol',
    'The model provider sent a piece of the answer that can not be read.',
    data.slice(0, rawUnits),
  );
}

function tooLarge(): ModelStreamError {
  return new ModelStreamError(
    'protocol',
    'The model provider sent a piece of the answer that is far too large.',
  );
}
