import { citedNumbers } from '#shared/chatAnswer.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { createCitationFilter, type FilteredText } from './citationFilter.ts';

/** An answer on its way to the person: what leaves is filtered first and never changed afterwards. */
export interface AnswerStream {
  push(text: string, callId: string | null): Generator<NewChatEvent>;
  /** What was held back leaves too; `answer-end` follows if anything was said at all. */
  end(finishReason: string | null): Generator<NewChatEvent>;
  /** UTF-16 units that have left. */
  length(): number;
  /** Different reviews cited so far. */
  citations(): number;
}

const shownCitationUnits = 60;

/** Starts an answer that may cite the given review numbers. Offsets and lengths are UTF-16 units. */
export function answerStream(validNumbers: Iterable<number>): AnswerStream {
  const filter = createCitationFilter(validNumbers);
  let said = '';
  let speaker: string | null = null;

  function* say({ text, dropped }: FilteredText): Generator<NewChatEvent> {
    if (text !== '') {
      if (said === '') yield { type: 'answer-start', callId: speaker };
      yield { type: 'answer-delta', offset: said.length, text };
      said += text;
    }
    for (const { offset, citation } of dropped) {
      const detail = citation.slice(0, shownCitationUnits).toWellFormed();
      yield { type: 'answer-check', offset, length: 0, kind: 'citation', verdict: 'dropped', detail };
    }
  }

  return {
    *push(text, callId) {
      speaker = callId;
      yield* say(filter.push(text));
    },
    *end(finishReason) {
      yield* say(filter.end());
      if (said !== '') yield { type: 'answer-end', length: said.length, finishReason };
    },
    length: () => said.length,
    citations: () => citedNumbers(said).length,
  };
}
