import { countTokens } from '#server/llm/countTokens.ts';
import type { ModelMessage } from '#server/llm/modelCall.ts';
import type { Question } from './team.ts';

const turns = 6;
const tokensInAll = 1_000;
const unitsPerText = 1_200;

/** The last turns as messages, oldest first, within 1,000 tokens: enough for "and in March?". */
export function conversation(history: Question['history']): ModelMessage[] {
  const messages: ModelMessage[] = [];
  let room = tokensInAll;
  for (const { question, answer } of history.slice(-turns).toReversed()) {
    const asked = cut(question);
    // the numbers of an earlier answer name other reviews than those of the next
    const said = cut(answer.replace(/ ?\[\d+(?:, ?\d+)*\]/g, ''));
    room -= countTokens(asked) + countTokens(said);
    if (room < 0) break;
    if (asked === '' || said === '') continue;
    messages.unshift({ role: 'user', content: asked }, { role: 'assistant', content: said });
  }
  return messages;
}

function cut(text: string): string {
  return text.trim().slice(0, unitsPerText).toWellFormed();
}
