import { type Concept, concepts } from './concepts.ts';
import { findConcepts, toneOf } from './findConcepts.ts';
import { type OfflineMessage, readPrompt } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { tellingPhrases } from './tellingPhrases.ts';

const mostSearches = 6;
const wordsPerSearch = 4;

/**
 * Further searches: other words for the topics that were searched; where none was named, one for each matter that the
 * scope's phrases speak of. Each a text of a few words, any of which may match.
 */
export function offlineSearches(messages: readonly OfflineMessage[]): string[] {
  const { linesIn, valueOf, phrases } = readPrompt(messages);
  const searched = linesIn('searches')
    .map((line) => line.replace(/: \d+ found$/, ''))
    .filter((query) => query !== 'any words');
  const tone = toneOf(valueOf('Filter') ?? '');
  const said = phrases.flatMap(({ phrase }) => stemsOf(phrase));
  const isAsked = searched.length > 0;
  const matters = isAsked
    ? searched.map(meantBy)
    : findConcepts(tone, phrases, []).map(({ concept }) => [concept]);
  // what these customers say before what customers say
  const words = matters.map((matter) =>
    matter.flatMap(searchWords).toSorted((a, b) => Number(speaksOf(said, [b])) - Number(speaksOf(said, [a]))),
  );
  const telling = isAsked ? [] : tellingPhrases(phrases, tone).map(({ phrase }) => phrase.split(' '));
  const known = new Set(searched.flatMap((query) => query.toLowerCase().split(/\s+/)));
  return [...words, ...telling]
    .map((query) => [...new Set(query).difference(known)].slice(0, wordsPerSearch).join(' '))
    .filter((query) => query !== '')
    .slice(0, mostSearches);
}

/** The concepts that a search's words belong to. */
function meantBy(query: string): Concept[] {
  const words = stemsOf(query).flat();
  return concepts.filter(({ core, topic }) => words.some((word) => speaksOf([[word]], [...core, topic])));
}

/** A concept's words as a search takes them: those that are words by themselves. */
function searchWords({ core, more }: Concept): string[] {
  return [...core, ...more].filter((alternative) => /^\p{L}+$/u.test(alternative));
}
