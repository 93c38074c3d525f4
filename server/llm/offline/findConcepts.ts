import { type Concept, concepts, neutralConcepts } from './concepts.ts';
import type { PromptPhrase, PromptReview } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';

/** Whether a scope is of bad or of good ratings; null for both and for the middle. */
export type Tone = Concept['tone'] | null;

/** A concept that a scope speaks of, and how that shows. */
export type FoundConcept = ReturnType<typeof findConcept>[number];

/** Of all that speaks for a concept, so much has to be one of its own words. */
const coreShare = 0.3;
/** So much has to be by words that no stronger concept has. */
const ownShare = 0.5;
/** How much more often than the others a scope has to use a word for it to be meant as a concept's own. */
const tellingRatio = 3;

/** The tone of a scope by its name, such as `negative reviews` or `reviews rated 1 to 3`. */
export function toneOf(scope: string): Tone {
  if (/\bnegative reviews.* and positive reviews\b/.test(scope)) return null;
  if (/^(?:negative|[12]-star)\b|^reviews rated [123] to [123]\b/.test(scope)) return 'problem';
  return /^(?:positive|[45]-star)\b|^reviews rated [345] to 5\b/.test(scope) ? 'praise' : null;
}

/** What customers of anything speak of, as far as it shows in these phrases and reviews; the most of it first. */
export function findConcepts(tone: Tone, phrases: PromptPhrase[], reviews: PromptReview[]): FoundConcept[] {
  const evidence = evidenceIn(phrases, reviews);
  const wanted = tone === null ? neutralConcepts : concepts.filter((concept) => concept.tone === tone);
  const found = wanted.flatMap((concept) => findConcept(concept, evidence));
  const ranked = ofOneKind(found).toSorted((a, b) => b.weight - a.weight);
  // "won't load" and "slow loading" by the same words are one matter
  return ranked.filter(({ concept, weight }, at) => {
    const stronger = ranked.slice(0, at).flatMap((other) => [...other.concept.core, ...other.concept.more]);
    const own = [...concept.core, ...concept.more].filter((alternative) => !stronger.includes(alternative));
    return evidence.said(own) + evidence.shown(own).length >= ownShare * weight;
  });
}

function evidenceIn(phrases: readonly PromptPhrase[], reviews: readonly PromptReview[]) {
  const readPhrases = phrases.map((phrase) => ({ ...phrase, stems: stemsOf(phrase.phrase) }));
  const readReviews = reviews.map((review) => ({ review, stems: stemsOf(review.text) }));
  return {
    /** About how many reviews of the scope have one of the alternatives, by its phrases of at least this contrast. */
    said(alternatives: readonly string[], atLeastRatio = 0): number {
      return alternatives.reduce((sum, alternative) => {
        const having = readPhrases.filter(
          ({ stems, ratio }) => (ratio ?? 0) >= atLeastRatio && speaksOf(stems, [alternative]),
        );
        return sum + Math.max(0, ...having.map(({ inScope }) => inScope));
      }, 0);
    },
    /** Those of the shown reviews that have one. */
    shown: (alternatives: readonly string[]): PromptReview[] =>
      readReviews.filter(({ stems }) => speaksOf(stems, alternatives)).map(({ review }) => review),
    /** So much makes more than a coincidence. */
    atLeast: Math.min(2, reviews.length / 4 + phrases.length),
  };
}

function findConcept(concept: Concept, { said, shown, atLeast }: ReturnType<typeof evidenceIn>) {
  const { core, more, abroad } = concept;
  const inCore = shown([...core, ...abroad]);
  // one word that the scope prefers may mean anything, two of one concept don't
  const preferred = more.filter((word) => said([word], tellingRatio) > 0);
  const coreWeight = said(core) + (preferred.length > 1 ? said(preferred) : 0) + inCore.length;
  // a word that could mean anything counts where it stands beside one that can't
  const meant = more.filter(
    (word) => said([word]) > 0 || shown([word]).some((review) => inCore.includes(review)),
  );
  /** Those that hold in this scope. */
  const alternatives = [...core, ...meant, ...abroad];
  const reviews = shown(alternatives);
  /** About how many reviews speak of it. */
  const weight = said(alternatives) + reviews.length;
  const isMeant = coreWeight >= atLeast && coreWeight >= coreShare * weight;
  return isMeant ? [{ concept, alternatives, reviews, weight }] : [];
}

/** Software or goods, whichever the scope speaks of much more, with what is said of both. */
function ofOneKind(found: readonly FoundConcept[]): FoundConcept[] {
  const weights = { any: 0, software: 0, goods: 0 };
  for (const { concept, weight } of found) weights[concept.kind] += weight;
  const { software, goods } = weights;
  const isSpokenOf = { any: true, software: software > goods / 2, goods: goods > software / 2 };
  return found.filter(({ concept }) => isSpokenOf[concept.kind]);
}
