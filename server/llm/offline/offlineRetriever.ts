import { type Concept, concepts } from './concepts.ts';
import { findConcepts, toneOf } from './findConcepts.ts';
import {
  lastUserText,
  lineIn,
  linesIn,
  type OfflineMessage,
  type PromptPhrase,
  phrasesIn,
} from './promptParts.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { tellingPhrases } from './tellingPhrases.ts';

const mostSearches = 6;
const wordsPerSearch = 4;

/**
 * Further searches: other words for the topics that were searched; where none was named, one for each matter that the
 * scope's phrases speak of. Each a text of a few words, any of which may match.
 */
export function offlineSearches(messages: readonly OfflineMessage[]): string[] {
  const prompt = lastUserText(messages);
  const searched = linesIn(prompt, 'searches')
    .map((line) => line.replace(/: \d+ found$/, ''))
    .filter((query) => query !== 'any words');
  const tone = toneOf(lineIn(prompt, 'Filter') ?? '');
  const queries = searched.length > 0 ? related(searched) : matters(tone, phrasesIn(prompt));
  const known = new Set(searched.flatMap((query) => query.toLowerCase().split(/\s+/)));
  return queries
    .map((words) =>
      [...new Set(words)]
        .filter((word) => !known.has(word))
        .slice(0, wordsPerSearch)
        .join(' '),
    )
    .filter((query) => query !== '')
    .slice(0, mostSearches);
}

/** Words that customers use instead of a topic's own. */
function related(searched: readonly string[]): string[][] {
  return searched.map((query) => {
    const words = stemsOf(query).flat();
    return concepts
      .filter(({ core, topic }) => words.some((word) => speaksOf([[word]], [...core, topic])))
      .flatMap(searchWords);
  });
}

function matters(tone: Concept['tone'] | null, phrases: readonly PromptPhrase[]): string[][] {
  const found = findConcepts(tone, phrases, []).map(({ concept }) => {
    const said = phrases.map(({ phrase }) => stemsOf(phrase));
    const words = searchWords(concept);
    // what these customers say before what customers say
    const isSaid = (word: string) => said.some((stems) => speaksOf(stems, [word]));
    return [...words.filter(isSaid), ...words.filter((word) => !isSaid(word))];
  });
  return [...found, ...tellingPhrases(phrases, tone).map(({ phrase }) => phrase.split(' '))];
}

/** A concept's words as a search takes them: those that are words by themselves. */
function searchWords({ core, more }: Concept): string[] {
  return [...core, ...more].filter((alternative) => /^\p{L}+$/u.test(alternative));
}
