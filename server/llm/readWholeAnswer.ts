import { type Fields, fieldsOf, jsonOf, listOf } from './looseJson.ts';

/** An answer larger than this is none (UTF-16 units). */
const mostAnswerUnits = 32_000_000;

/**
 * A server that does not stream may send the whole answer at once: then that is the one chunk, as is an error that
 * it reports with HTTP status 200. Null when the body is neither.
 */
export async function readWholeAnswer(body: AsyncIterable<Uint8Array>): Promise<Fields | null> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > mostAnswerUnits) return null;
  }
  const answer = fieldsOf(jsonOf(text));
  if (answer.error) return { error: answer.error };
  const choices = listOf(answer.choices).map(fieldsOf);
  if (answer.object !== 'chat.completion' || choices.length === 0) return null;
  return { ...answer, choices: choices.map(({ message, ...choice }) => ({ ...choice, delta: message })) };
}
