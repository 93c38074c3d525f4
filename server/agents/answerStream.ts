import { citedNumbers } from '#shared/chatAnswer.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { createCitationFilter, type FilteredText } from './claims/citationFilter.ts';
import { type CheckedText, type ClaimBasis, createClaimFilter } from './claims/claimFilter.ts';

/** An answer on its way to the person: what leaves is checked first and never changed afterwards. */
export interface AnswerStream {
  push(text: string, callId: string | null): Generator<NewChatEvent>;
  /** Milliseconds until something held back has to be decided; null while nothing is held. */
  patienceMs(): number | null;
  /** What was held back for too long is decided with what is known of it. */
  settle(): Generator<NewChatEvent>;
  /** What was held back leaves too; `answer-end` follows if anything was said at all. */
  end(finishReason: string | null): Generator<NewChatEvent>;
  /** UTF-16 units that have left. */
  length(): number;
  /** Different reviews cited so far. */
  citations(): number;
}

const shownDetailUnits = 200;
const longestHoldMs = 1_000;

/** Starts an answer that may rest on the given reviews and figures. Offsets and lengths are UTF-16 units. */
export function answerStream(basis: ClaimBasis): AnswerStream {
  const claims = createClaimFilter(basis);
  const citations = createCitationFilter(basis.sources.map(({ n }) => n));
  let said = '';
  let speaker: string | null = null;
  let heldSinceMs: number | null = null;

  function* say({ text, dropped }: FilteredText): Generator<NewChatEvent> {
    if (text !== '') {
      if (said === '') yield { type: 'answer-start', callId: speaker };
      yield { type: 'answer-delta', offset: said.length, text };
      said += text;
    }
    for (const { offset, citation } of dropped) {
      const detail = shown(citation);
      yield { type: 'answer-check', offset, length: 0, kind: 'citation', verdict: 'dropped', detail };
    }
  }

  function* checked(parts: readonly CheckedText[]): Generator<NewChatEvent> {
    heldSinceMs = claims.holds()
      ? parts.length > 0 || heldSinceMs === null
        ? performance.now()
        : heldSinceMs
      : null;
    for (const { text, check } of parts) {
      const offset = citations.offset();
      yield* say(citations.push(text));
      if (!check) continue;
      yield { type: 'answer-check', offset, length: text.length, ...check, detail: shown(check.detail) };
    }
  }

  return {
    *push(text, callId) {
      speaker = callId;
      yield* checked(claims.push(text));
    },
    patienceMs: () =>
      heldSinceMs === null ? null : Math.max(0, heldSinceMs + longestHoldMs - performance.now()),
    *settle() {
      yield* checked(claims.settle());
      if (heldSinceMs !== null) heldSinceMs = performance.now();
    },
    *end(finishReason) {
      yield* checked(claims.end());
      yield* say(citations.end());
      if (said !== '') yield { type: 'answer-end', length: said.length, finishReason };
    },
    length: () => said.length,
    citations: () => citedNumbers(said).length,
  };
}

function shown(detail: string): string {
  return detail.slice(0, shownDetailUnits).toWellFormed();
}
