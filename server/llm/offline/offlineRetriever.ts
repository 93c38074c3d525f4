import { phrases } from './phrases.ts';
import { block, lastUserText, type OfflineMessage } from './promptParts.ts';
import { relatedWords } from './wordFamilies.ts';

const mostSearches = 4;

/** Further searches, other words for what was searched already: the arguments of `search_reviews`, one text per call. */
export function offlineSearches(messages: readonly OfflineMessage[]): string[] {
  const lines = (block(lastUserText(messages), 'searches') ?? '').split('\n');
  const searched = lines
    .map((line) => line.replace(/: \d+ found$/, ''))
    .filter((query) => query !== 'any words');
  const words = searched.flatMap((query) => phrases(query).flat()).filter((word) => word.meaningful);
  const related = new Set(words.flatMap((word) => relatedWords(word.text).slice(0, 3)));
  return [...related]
    .filter((word) => !searched.includes(word))
    .slice(0, mostSearches)
    .map((query) => JSON.stringify({ query }));
}
