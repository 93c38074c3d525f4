import { type AnswerMaterial, materialIn } from './answerMaterial.ts';
import { greeting } from './directReply.ts';
import { foreignAnswer } from './foreignAnswer.ts';
import { languageOf } from './languageOf.ts';
import { lastUserText, type OfflineMessage, questionIn } from './promptParts.ts';
import { writeComparison } from './writeComparison.ts';
import { writeCount } from './writeCount.ts';
import { writeQuotes } from './writeQuotes.ts';
import { writeSummary } from './writeSummary.ts';
import { writeTrend } from './writeTrend.ts';

const writers: Readonly<Record<string, (material: AnswerMaterial) => string[]>> = {
  count: writeCount,
  trend: writeTrend,
  comparison: writeComparison,
  quotes: writeQuotes,
};

/** The answer as Markdown. Every number in it stands in the prompt, every quote in one of its reviews. */
export function offlineAnswer(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const material = materialIn(prompt);
  if (material.reviews.length === 0 && material.figures.length === 0) return greeting(questionIn(prompt));
  const language = languageOf(material.question);
  if (language !== 'en') return foreignAnswer(material, language);
  const write = writers[material.output] ?? writeSummary;
  const missing = material.note === null ? [] : [material.note];
  return [...missing, ...write(material)].filter((part) => part !== '').join('\n\n');
}
