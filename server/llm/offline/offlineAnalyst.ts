import type { Concept } from './concepts.ts';
import { type FoundConcept, findConcepts, toneOf } from './findConcepts.ts';
import {
  lastUserText,
  lineIn,
  type OfflineMessage,
  type PromptPhrase,
  type PromptReview,
  phrasesIn,
  questionIn,
  reviewsIn,
} from './promptParts.ts';
import { questionTopics } from './questionTopics.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { tellingPhrases } from './tellingPhrases.ts';

interface FoundTheme {
  label: string;
  terms: string;
  reviews: number[];
  /** About how many reviews of the scope speak of it. */
  weight: number;
}

const mostThemes = 8;
/** Share of a theme's reviews that a product or a kind of device needs to be named in its label. */
const namedShare = 0.6;

const agedShare = 0.3;
const oldDevice =
  /\b(?:old(?:er)?|aging|ancient|vieux|vieil|alte[nrs]?|20[01]\d|android [4-9]|iphone [4-8]|galaxy [as][1-9]|ipad (?:air|mini)|moto \w\d|years? old)\b/i;

/** Themes of a prompt's reviews, from everyday concepts and from the phrases that tell its scope apart: a JSON text. */
export function offlineAnalysis(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const [reviews, phrases] = [reviewsIn(prompt), phrasesIn(prompt)];
  const tone = toneOf(lineIn(prompt, 'Filter') ?? '');
  const found = findConcepts(tone, phrases, reviews).filter((theme) => theme.reviews.length > 0);
  const products = new Set(reviews.flatMap(({ product }) => product?.toLowerCase().split(' ') ?? []));
  const topics = questionTopics(questionIn(prompt)).filter((topic) => !products.has(topic));
  const asked = topics.flatMap((topic) => themesOn(topic, found, reviews));
  const themes =
    asked.length > 0 ? asked : [...found.map(themeOf), ...themesOfPhrases(phrases, reviews, tone)];
  const shared = themes.filter(({ weight, reviews }) => weight > 2 || reviews.length > 1);
  const ranked = (shared.length > 0 ? shared : themes).toSorted((a, b) => b.weight - a.weight);
  const chosen = ranked.slice(0, mostThemes).map(({ label, terms, reviews }) => ({ label, terms, reviews }));
  return JSON.stringify({ themes: chosen });
}

/** What the reviews say of a topic that the question names: the concept it belongs to, else the topic by its own words. */
function themesOn(
  topic: string,
  found: readonly FoundConcept[],
  reviews: readonly PromptReview[],
): FoundTheme[] {
  const stems = stemsOf(topic);
  const own = found.filter(({ concept: { core, topic: name } }) => speaksOf(stems, [...core, name]));
  if (own.length > 0) return own.map(themeOf);
  const speaking = reviews.filter(({ text }) => speaksOf(stemsOf(text), [topic])).map(({ n }) => n);
  return speaking.length === 0
    ? []
    : [{ label: capital(topic), terms: topic, reviews: speaking, weight: speaking.length }];
}

function themeOf({ concept, alternatives, reviews, weight }: FoundConcept): FoundTheme {
  return {
    label: headline(concept.label, reviews),
    terms: alternatives.join(' or '),
    reviews: reviews.map(({ n }) => n),
    weight,
  };
}

/** `Slow {product}/Slow loading` as these reviews mean it: `Slow mobile app`. */
function headline(label: string, reviews: readonly PromptReview[]): string {
  const [withProduct = '', plain = withProduct] = label.split('/');
  const product = usualProduct(reviews);
  const chosen = product === null ? plain : withProduct.replace('{product}', product);
  const aged = reviews.filter(({ text }) => oldDevice.test(text));
  const areAged = aged.length >= 2 && aged.length >= agedShare * reviews.length;
  return chosen.replace('{where}', areAged ? ' on older devices' : '');
}

/** The product that nearly all of these reviews are about, if it has a name that fits into a label. */
function usualProduct(reviews: readonly PromptReview[]): string | null {
  const [usual] = [...Map.groupBy(reviews, ({ product }) => product)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  const [product, itsReviews = []] = usual ?? [];
  if (
    !product ||
    itsReviews.length < namedShare * reviews.length ||
    !/^\p{L}{2,12}(?: \p{L}{2,12})?$/u.test(product)
  )
    return null;
  return /^\p{Lu}+$/u.test(product) ? product : product.toLowerCase();
}

/** Phrases that no concept explains, the one that says most of several for the same reviews. */
function themesOfPhrases(
  phrases: readonly PromptPhrase[],
  reviews: readonly PromptReview[],
  tone: Concept['tone'] | null,
): FoundTheme[] {
  const themes: FoundTheme[] = [];
  const texts = `${reviews.map(({ text }) => text.toLowerCase()).join(' ')} `;
  for (const { phrase, inScope } of tellingPhrases(phrases, tone)) {
    const terms = phrase.includes(' ') ? `"${phrase}"` : phrase;
    const having = reviews.filter(({ text }) => speaksOf(stemsOf(text), [terms])).map(({ n }) => n);
    const isSaid = themes.some(
      (theme) => having.filter((n) => theme.reviews.includes(n)).length > namedShare * having.length,
    );
    if (having.length === 0 || isSaid) continue;
    const label = capital(texts.includes(` ${phrase}s `) ? `${phrase}s` : phrase);
    themes.push({ label, terms, reviews: having, weight: inScope + having.length });
  }
  return themes;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
