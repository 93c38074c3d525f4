import { capital } from '#server/text/capital.ts';
import { type Concept, neutralConcepts, termsFor } from './concepts.ts';
import { type FoundConcept, findConcepts, type Tone, toneOf } from './findConcepts.ts';
import { isOfNames } from './questionScope.ts';
import { questionTopics, versionNumber } from './questionTopics.ts';
import { type OfflineMessage, type PromptPhrase, type PromptReview, readPrompt } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { tellingPhrases } from './tellingPhrases.ts';

const mostThemes = 8;
/** Share of a theme's reviews that a product needs to be named in its label. */
const namedShare = 0.6;
/** Share of them that old devices need. */
const agedShare = 0.3;
const asksForVersion = /\b(?:which|what|since which) (?:version|release|update|build)\b/i;
const oldDevice =
  /\b(?:old(?:er)?|aging|ancient|vieux|vieil|alte[nrs]?|20[01]\d|android [4-9]|iphone [4-8]|galaxy [as][1-9]|ipad (?:air|mini)|moto \w\d|years? old)\b/i;

/** Themes of a prompt's reviews, from everyday concepts and from the phrases that tell its scope apart: a JSON text. */
export function offlineAnalysis(messages: readonly OfflineMessage[]): string {
  const { question, valueOf, linesIn, reviews, phrases } = readPrompt(messages);
  // a narrower question counts the same matters by the same words
  const earlier = new Map(linesIn('themes').map((line): [string, string] => splitAt(line, ': ')));
  const tone = toneOf(valueOf('Filter') ?? '');
  const found = findConcepts(tone, phrases, reviews).filter((concept) => concept.reviews.length > 0);
  const products = reviews.flatMap(({ product }) => product ?? []);
  const topics = questionTopics(question).filter((topic) => !isOfNames(topic, products));
  const asked = asksForVersion.test(question)
    ? themesOfVersions(topics, reviews)
    : topics.flatMap((topic) => themesOn(topic, found, reviews));
  const all = [...found.map(themeOf), ...themesOfPhrases(phrases, reviews, tone)];
  const ranked = (asked.length > 0 ? asked : all).toSorted((a, b) => b.weight - a.weight);
  const themes = ranked.slice(0, mostThemes).map(({ weight: _weight, ...theme }) => ({
    ...theme,
    terms: earlier.get(theme.label) ?? theme.terms,
    reviews: theme.reviews.map(({ n }) => n),
  }));
  return JSON.stringify({ themes });
}

function themeOf({ concept, alternatives, reviews, weight }: FoundConcept) {
  return { label: headline(concept.label, reviews), terms: termsFor(alternatives), reviews, weight };
}

/** What the reviews say of a topic that the question names: the concept it belongs to, else the topic by its own words. */
function themesOn(topic: string, found: readonly FoundConcept[], reviews: readonly PromptReview[]) {
  const stems = stemsOf(topic);
  // "gluten free" is asked for, not all that is said of ingredients
  const isMeant = ({ core, abroad, topic: name }: Concept) =>
    speaksOf(stems, topic.includes(' ') ? [name] : [...core, ...abroad, name]);
  const own = found.filter(({ concept }) => isMeant(concept));
  if (own.length > 0) return own.map(themeOf);
  // what is hardly spoken of is still asked for by all its words
  const meant = neutralConcepts.find(isMeant);
  const words = meant ? [...meant.core, ...meant.abroad] : [topic.includes(' ') ? `"${topic}"` : topic];
  const having = reviews.filter(({ text }) => speaksOf(stemsOf(text), words));
  const theme = {
    label: meant?.topic ?? (/^\d/.test(topic) ? `Version ${topic}` : capital(topic)),
    terms: meant ? termsFor(words) : topic.includes(' ') ? `"${topic}"` : topic,
    reviews: having,
    weight: having.length,
  };
  return having.length === 0 ? [] : [theme];
}

/** The versions that reviews on the topics name, as far as more than one does. */
function themesOfVersions(topics: readonly string[], reviews: readonly PromptReview[]) {
  const named = reviews.flatMap((review) =>
    [...new Set(review.text.match(versionNumber))].map((version) => ({ version, review })),
  );
  return [...Map.groupBy(named, ({ version }) => version)]
    .filter(([, its]) => its.length > 1)
    .map(([version, its]) => ({
      label: `Version ${version}`,
      terms: [...topics, version].join(' '),
      reviews: its.map(({ review }) => review),
      weight: its.length,
    }));
}

/** Phrases that no concept explains, the first of several for the same reviews. */
function themesOfPhrases(phrases: readonly PromptPhrase[], reviews: readonly PromptReview[], tone: Tone) {
  const themes: ReturnType<typeof themeOf>[] = [];
  const texts = `${reviews.map(({ text }) => text.toLowerCase()).join(' ')} `;
  for (const { phrase, inScope } of tellingPhrases(phrases, tone)) {
    const terms = phrase.includes(' ') ? `"${phrase}"` : phrase;
    const having = new Set(reviews.filter(({ text }) => speaksOf(stemsOf(text), [terms])));
    const isSaid = themes.some(
      (theme) => having.intersection(new Set(theme.reviews)).size > namedShare * having.size,
    );
    if (having.size === 0 || isSaid) continue;
    const label = capital(texts.includes(` ${phrase}s `) ? `${phrase}s` : phrase);
    themes.push({ label, terms, reviews: [...having], weight: inScope + having.size });
  }
  return themes;
}

/** `Slow {product}/Slow loading` as these reviews mean it: `Slow mobile app`. */
function headline(label: string, reviews: readonly PromptReview[]): string {
  const [withProduct = '', plain = withProduct] = label.split('/');
  const product = usualProduct(reviews);
  const aged = reviews.filter(({ text }) => oldDevice.test(text)).length;
  const where = aged >= Math.max(2, agedShare * reviews.length) ? ' on older devices' : '';
  return (product === null ? plain : withProduct.replace('{product}', product)).replace('{where}', where);
}

/** The product that nearly all of these reviews are about, if it has a name that fits into a label. */
function usualProduct(reviews: readonly PromptReview[]): string | null {
  const groups = [...Map.groupBy(reviews, ({ product }) => product ?? '')];
  const [product = ''] = groups.find(([, its]) => its.length >= namedShare * reviews.length) ?? [];
  if (!/^\p{L}{2,12}(?: \p{L}{2,12})?$/u.test(product)) return null;
  return /^\p{Lu}+$/u.test(product) ? product : product.toLowerCase();
}

function splitAt(line: string, joint: string): [string, string] {
  const at = line.indexOf(joint);
  return [line.slice(0, at), line.slice(at + joint.length)];
}
