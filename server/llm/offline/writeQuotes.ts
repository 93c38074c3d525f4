import type { AnswerMaterial } from './answerMaterial.ts';
import { questionTopics } from './questionTopics.ts';
import { quoteTopic } from './quoteFrom.ts';
import { attribution, quotesFrom } from './quoteLines.ts';

const usualQuotes = 3;
const mostQuotes = 10;
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** As many quotes as were asked for, each with who said it. */
export function writeQuotes(material: AnswerMaterial): string[] {
  const { question, reviews, scope, note } = material;
  const wanted = wantedQuotes(question);
  const topics = questionTopics(question);
  const topic = quoteTopic(topics.join(' '), material.tone);
  const quotes = quotesFrom(reviews, { topic, count: wanted, used: [] });
  const about = topics.length === 0 || note !== null ? '' : ` on ${topics.join(' and ')}`;
  const fewer =
    quotes.length < wanted ? ` I found only these${about === '' ? '' : ' that speak of it'}.` : '';
  return [
    `In customers’ own words${about}, from the ${scope}:${fewer}`,
    quotes.map(({ review, said }) => `- ${said} (${attribution(review)})`).join('\n'),
  ];
}

function wantedQuotes(question: string): number {
  const asked = new RegExp(`\\b(\\d{1,2}|${words.join('|')})\\b(?![- ]?stars?)`, 'i')
    .exec(question)?.[1]
    ?.toLowerCase();
  const count = asked === undefined ? usualQuotes : words.indexOf(asked) + 1 || Number(asked);
  return Math.min(mostQuotes, Math.max(1, count));
}
