import { clauses } from '#server/text/clauses.ts';
import { sentimentOf } from '#server/text/sentimentOf.ts';
import { weakWords } from '#server/text/weakWords.ts';
import { concepts } from './concepts.ts';
import type { Tone } from './findConcepts.ts';
import type { PromptPhrase } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';

/** How much more often a scope has to have a phrase than the other reviews. */
const tellingRatio = 2;
/** Share of the scope that makes a single word a theme. */
const wordShare = 0.1;
/** Share of the scope below which a phrase is chance. */
const phraseShare = 0.025;

/**
 * Phrases that are themes by themselves: not explained by a concept, not beginning with a name, much more usual in the
 * scope. Only praise is ever of one word ("boards"); alone, the name of a thing is no problem.
 */
export function tellingPhrases(phrases: readonly PromptPhrase[], tone: Tone): PromptPhrase[] {
  return phrases.filter(({ phrase, inScope, scope, ratio }) => {
    if (/^\p{Lu}\p{Ll}/u.test(phrase) || (ratio !== null && ratio < tellingRatio)) return false;
    // praise among complaints is no complaint
    if (tone === 'problem' && sentimentOf(phrase) > 0) return false;
    const words = clauses(phrase).flatMap((clause) => clause.filter(({ content }) => content));
    if (words.length < 2 && (tone !== 'praise' || inScope < wordShare * scope)) return false;
    if (inScope < phraseShare * scope || weakWords.has(words.at(-1)?.stem ?? '')) return false;
    const stems = stemsOf(phrase);
    return !concepts.some(({ core, more }) => speaksOf(stems, [...core, ...more]));
  });
}
