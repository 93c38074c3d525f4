import { type Concept, concepts } from './concepts.ts';
import type { PromptPhrase, PromptReview } from './promptParts.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';

/** A concept that a scope speaks of, and how that shows. */
export interface FoundConcept {
  concept: Concept;
  /** Those of its alternatives that hold in this scope. */
  alternatives: string[];
  reviews: PromptReview[];
  /** About how many reviews speak of it. */
  weight: number;
}

/** Of all that speaks for a concept, so much has to be one of its own words. */
const coreShare = 0.3;
/** So much has to be by words that no stronger concept has. */
const ownShare = 0.5;
/** How much more often than the others a scope has to use a word for it to be meant as a concept's own. */
const tellingRatio = 3;

/** The tone of a scope by its name, such as `negative reviews` or `reviews rated 1 to 3`; null for both tones. */
export function toneOf(scope: string): Concept['tone'] | null {
  if (/^(?:negative|[12]-star)\b|^reviews rated [123] to [123]\b/.test(scope)) return 'problem';
  return /^(?:positive|[45]-star)\b|^reviews rated [345] to 5\b/.test(scope) ? 'praise' : null;
}

/** What customers of anything speak of, as far as it shows in these phrases and reviews; the most of it first. */
export function findConcepts(
  tone: Concept['tone'] | null,
  phrases: readonly PromptPhrase[],
  reviews: readonly PromptReview[],
): FoundConcept[] {
  const evidence = createEvidence(phrases, reviews);
  const wanted = tone === null ? bothTones() : concepts.filter((concept) => concept.tone === tone);
  const found = wanted.map((concept) => findConcept(concept, evidence)).filter((concept) => concept !== null);
  const ranked = ofOneKind(found).toSorted((a, b) => b.weight - a.weight);
  // "won't load" and "slow loading" by the same words are one matter
  return ranked.filter(({ concept, weight }, at) => {
    const stronger = ranked.slice(0, at).flatMap((other) => [...other.concept.core, ...other.concept.more]);
    const own = [...concept.core, ...concept.more].filter((alternative) => !stronger.includes(alternative));
    return evidence.said(own) + evidence.shown(own).length >= ownShare * weight;
  });
}

function findConcept(concept: Concept, { said, shown, atLeast }: Evidence): FoundConcept | null {
  const { core, more, abroad } = concept;
  const inCore = shown([...core, ...abroad]);
  // one word that the scope prefers may mean anything, two of one concept don't
  const preferred = more.filter((alternative) => said([alternative], tellingRatio) > 0);
  const coreWeight = said(core) + (preferred.length > 1 ? said(preferred) : 0) + inCore.length;
  // a word that could mean anything counts where it stands beside one that can't
  const meant = more.filter(
    (alternative) =>
      said([alternative]) > 0 || shown([alternative]).some((review) => inCore.includes(review)),
  );
  const alternatives = [...core, ...meant, ...abroad];
  const reviews = shown(alternatives);
  const weight = said(alternatives) + reviews.length;
  if (coreWeight < atLeast || coreWeight < coreShare * weight) return null;
  return {
    concept,
    alternatives: alternatives.filter((alternative) => !alternative.startsWith('"not ')),
    reviews,
    weight,
  };
}

interface Evidence {
  /** About how many reviews of the scope have one of the alternatives, by its phrases of at least this contrast. */
  said(alternatives: readonly string[], atLeastRatio?: number): number;
  /** Those of the shown reviews that have one. */
  shown(alternatives: readonly string[]): PromptReview[];
  /** So much makes more than a coincidence. */
  atLeast: number;
}

function createEvidence(phrases: readonly PromptPhrase[], reviews: readonly PromptReview[]): Evidence {
  const readPhrases = phrases.map((phrase) => ({ ...phrase, stems: stemsOf(phrase.phrase) }));
  const readReviews = reviews.map((review) => ({ review, stems: stemsOf(review.text) }));
  const saidBy = (alternative: string, atLeastRatio: number) =>
    readPhrases
      .filter(({ stems, ratio }) => (ratio ?? 0) >= atLeastRatio && speaksOf(stems, [alternative]))
      .reduce((most, { inScope }) => Math.max(most, inScope), 0);
  return {
    said: (alternatives, atLeastRatio = 0) =>
      alternatives.reduce((sum, alternative) => sum + saidBy(alternative, atLeastRatio), 0),
    shown: (alternatives) =>
      readReviews.filter(({ stems }) => speaksOf(stems, alternatives)).map(({ review }) => review),
    atLeast: Math.min(2, reviews.length / 4 + phrases.length),
  };
}

/** Software or goods, whichever the scope speaks of much more, with what is said of both. */
function ofOneKind(found: readonly FoundConcept[]): FoundConcept[] {
  const weightOf = (wanted: Concept['kind']) =>
    found.filter(({ concept }) => concept.kind === wanted).reduce((sum, { weight }) => sum + weight, 0);
  const [software, goods] = [weightOf('software'), weightOf('goods')];
  return found.filter(
    ({ concept: { kind } }) =>
      kind === 'any' || (kind === 'software' ? software > goods / 2 : goods > software / 2),
  );
}

/** Praise and blame of one matter as one concept with a neutral name. */
function bothTones(): Concept[] {
  return [...Map.groupBy(concepts, ({ topic }) => topic)].map(([topic, same]) => ({
    topic,
    tone: 'problem',
    kind: new Set(same.map(({ kind }) => kind)).size === 1 ? (same[0]?.kind ?? 'any') : 'any',
    label: topic,
    core: [...new Set(same.flatMap(({ core }) => core))],
    more: [...new Set(same.flatMap(({ more }) => more))],
    abroad: [...new Set(same.flatMap(({ abroad }) => abroad))],
  }));
}
