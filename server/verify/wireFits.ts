import { cleanText } from '#server/db/cleanText.ts';
import { splitResponse } from '#shared/splitResponse.ts';
import type { WitnessLine } from './witnessLine.ts';

/** A ledger row with its texts and its run's end, as the witness is held against it. */
export interface WitnessedRow {
  call_id: string;
  status: string;
  was_sent: boolean;
  usage_source: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  /** Null when the texts have been dropped. */
  request: { model?: unknown; messages?: { role: string; content: unknown }[] } | null;
  response: string | null;
  instructions: string | null;
  run_status: string | null;
  run_ended_ms: number | null;
}

/** The witness keeps so much of a message, and of an answer, in UTF-16 units. */
const KEPT_MESSAGE = 2_000;
const KEPT_TEXT = 200_000;

/** Whether model, messages, usage and text of a row are what went over the wire. */
export function wireFits(row: WitnessedRow, seen: WitnessLine): boolean {
  return requestFits(row, seen) && usageFits(row, seen) && textFits(row, seen);
}

function requestFits({ request, instructions }: WitnessedRow, seen: WitnessLine): boolean {
  if (request === null || instructions === null) return true;
  const sent = [{ role: 'system', content: instructions }, ...(request.messages ?? [])];
  return (
    request.model === seen.model &&
    sent.length === seen.messages.length &&
    sent.every(({ content }, index) => kept(content) === kept(seen.messages[index]?.content))
  );
}

const kept = (content: unknown) => cleanText(String(content ?? '').slice(0, KEPT_MESSAGE));

function usageFits(row: WitnessedRow, seen: WitnessLine): boolean {
  if (row.usage_source !== 'provider' || seen.ended === null) return true;
  const { usage_sent: usage } = seen;
  if (typeof usage !== 'object' || usage === null) return false;
  const {
    prompt_tokens: prompt,
    completion_tokens: completion,
    completion_tokens_details: details,
  } = usage as Record<string, unknown>;
  const reasoning =
    typeof details === 'object' && details !== null && 'reasoning_tokens' in details
      ? details.reasoning_tokens
      : 0;
  // reasoning that is counted beside the completion is made part of it
  return (
    prompt === row.prompt_tokens &&
    (completion === row.completion_tokens || Number(completion) + Number(reasoning) === row.completion_tokens)
  );
}

function textFits(row: WitnessedRow, seen: WitnessLine): boolean {
  if (row.response === null || seen.ended === null || seen.text_sent.length >= KEPT_TEXT) return true;
  const { text } = splitResponse(row.response);
  const sent = cleanText(seen.text_sent);
  if (row.status === 'done') return text === sent;
  // of a dead process only the shown answer is left, which had lost its wrong citations
  if (row.status === 'lost') return withoutCitations(sent).startsWith(withoutCitations(text));
  return sent.startsWith(text);
}

const withoutCitations = (text: string) => text.replace(/\[[^\]]*\]|\s/g, '');
