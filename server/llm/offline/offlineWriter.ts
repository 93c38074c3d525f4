import { type AnswerMaterial, materialIn } from './answerMaterial.ts';
import { greeting } from './directReply.ts';
import { foreignAnswer } from './foreignAnswer.ts';
import { languageOf } from './languageOf.ts';
import { numberOf, numberPattern } from './numberWords.ts';
import { type OfflineMessage, readPrompt } from './readPrompt.ts';
import { writeComparison } from './writeComparison.ts';
import { writeCount } from './writeCount.ts';
import { context, writeSummary } from './writeSummary.ts';
import { writeTrend } from './writeTrend.ts';

const mostQuotes = 10;
const wantedQuotes = new RegExp(`\\b(${numberPattern})\\b(?![- ]?stars?)`, 'i');

const writers: Readonly<Record<string, (material: AnswerMaterial) => string[]>> = {
  count: writeCount,
  trend: writeTrend,
  comparison: writeComparison,
  quotes: writeQuotes,
};

/** The answer as Markdown. Every number in it stands in the prompt, every quote in one of its reviews. */
export function offlineAnswer(messages: readonly OfflineMessage[]): string {
  const material = materialIn(readPrompt(messages));
  const { question, reviews, counts, averages, output, note, period, isWholePeriod } = material;
  if (reviews.length === 0 && counts.length === 0 && averages.length === 0) return greeting(question);
  const language = languageOf(question);
  const isEmpty = material.share?.base === 0 || (material.share?.count === 0 && material.tone !== null);
  const write = isEmpty ? writeNothing : (writers[output] ?? writeSummary);
  const whole = `All dated reviews are from ${period}, so this leaves none of them out.`;
  const parts =
    language === null
      ? [isEmpty ? '' : (note ?? ''), isWholePeriod ? whole : '', ...write(material)]
      : foreignAnswer(material, language);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** That the scope has no review at all, and what there is instead. */
function writeNothing(material: AnswerMaterial): string[] {
  const { share, scope, period } = material;
  if (share?.base !== 0) return [context(material).replace(/^(?:Overall|For context), /, '')];
  return [`There are no ${scope}.${period === '' ? '' : ` The dated reviews are from ${period}.`}`];
}

/** As many quotes as were asked for, else three, each with who said it. */
function writeQuotes({ question, topics, scope, note, quotesOn }: AnswerMaterial): string[] {
  const wanted = Math.min(mostQuotes, Math.max(1, numberOf(wantedQuotes.exec(question)?.[1] ?? '3')));
  const quotes = quotesOn(topics.join(' '), wanted).map(({ signed }) => `- ${signed}`);
  const about = topics.length === 0 || note !== null ? '' : ` on ${topics.join(' and ')}`;
  const found = about === '' ? 'I found only these.' : 'I found only these that speak of it.';
  const head = `In customers’ own words${about}, from the ${scope}:`;
  return [quotes.length < wanted ? `${head} ${found}` : head, quotes.join('\n')];
}
