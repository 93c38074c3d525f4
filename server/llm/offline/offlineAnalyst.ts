import { phrases } from './phrases.ts';
import { lastUserText, type OfflineMessage, questionIn, reviewsIn } from './promptParts.ts';
import { stem } from './stem.ts';
import { type Candidate, themeCandidates } from './themeCandidates.ts';

const usualThemes = 5;
const mostThemes = 8;
/** A word that more than this share of the reviews use tells nothing about any of them. */
const commonShare = 0.6;
/** Two candidates that share more of their reviews than this say the same thing. */
const sameShare = 0.6;
const chanceReviews = 10;

/** Groups the numbered reviews of a prompt by the words and phrases they share: a JSON text. */
export function offlineAnalysis(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const question = questionIn(prompt);
  const reviews = reviewsIn(prompt);
  const asked = new Set(phrases(question).flatMap((run) => run.map((word) => word.stem)));
  const candidates = themeCandidates(reviews, asked);
  const tooCommon = Math.max(3, reviews.length * commonShare);
  // two of fifteen reviews share many a word by chance; a phrase or a family they do not
  const atLeast = reviews.length < chanceReviews ? 2 : 3;
  const shared = candidates.filter(({ reviews: { size }, weight }) =>
    weight > 1 ? size >= 2 : size >= atLeast && size <= tooCommon,
  );
  const wanted = wantedThemes(question);
  // a word that nobody shares is no theme, unless it is one of those that customers always come back to
  const alone = candidates.filter(({ key }) => key.startsWith('family '));
  const chosen = choose(shared.length > 0 ? shared : alone, wanted);
  const themes = chosen.map((candidate) => ({ label: labelOf(candidate), reviews: [...candidate.reviews] }));
  return JSON.stringify({ themes: themes.toSorted((a, b) => b.reviews.length - a.reviews.length) });
}

function wantedThemes(question: string): number {
  const top = /\b(?:top|main|biggest|first)\s+(\d{1,2})\b/i.exec(question)?.[1];
  return top === undefined ? usualThemes : Math.min(mostThemes, Math.max(1, Number(top)));
}

/** Best first: many reviews, a phrase before a word; then only what adds something. */
function choose(candidates: readonly Candidate[], wanted: number): Candidate[] {
  const ranked = candidates.toSorted((a, b) => score(b) - score(a) || (a.key < b.key ? -1 : 1));
  const chosen: Candidate[] = [];
  for (const candidate of ranked) {
    if (chosen.length === wanted) break;
    if (!chosen.some((other) => saysTheSame(candidate, other))) chosen.push(candidate);
  }
  return chosen;
}

function score({ reviews, weight, written }: Candidate): number {
  // among equals the one that is worded in fewer ways
  return reviews.size * weight - written.size / 1_000;
}

function saysTheSame(candidate: Candidate, other: Candidate): boolean {
  if ([...candidate.stems].some((part) => other.stems.has(part))) return true;
  const common = [...candidate.reviews].filter((n) => other.reviews.has(n)).length;
  return common > sameShare * candidate.reviews.size;
}

/** The customers' own words: the most usual form; two of them where a family is spread over several. */
function labelOf({ written, key }: Candidate): string {
  const forms = [...written].toSorted(([a, byA], [b, byB]) => byB.size - byA.size || a.length - b.length);
  const [first, ...others] = forms.map(([text]) => text);
  const second = key.startsWith('family ')
    ? others.find((text) => stem(text) !== stem(first ?? ''))
    : undefined;
  const label = [first, second].filter((text) => text !== undefined).join(', ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
