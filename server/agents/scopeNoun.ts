import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { dataLine } from './fence.ts';

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/**
 * What the reviews of a filter are called: `negative reviews of Mobile app since 2026-06-01`; `reviews` for all of
 * them. Negative means 1 or 2 stars, positive 4 or 5.
 */
export function scopeNoun(filter: ReviewFilter, count = 2): string {
  const { products, language, since, until, terms, reviewIds } = filter;
  const tone = toneOf(filter);
  return [
    tone === null || tone.startsWith('rated') ? '' : tone,
    count === 1 ? 'review' : 'reviews',
    tone?.startsWith('rated') ? tone : '',
    products === undefined ? '' : `of ${products.map((name) => dataLine(name, 60)).join(' or ')}`,
    language === undefined ? '' : `in ${languageName(language)}`,
    daysInWords(since, until),
    terms === undefined ? '' : `with ${termsInWords(terms)}`,
    reviewIds === undefined ? '' : 'read',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The rating bounds in words: `negative`, `positive`, `1-star`, `rated 2 to 3`; null where there are none. */
export function toneOf({ minRating, maxRating }: ReviewFilter): string | null {
  if (minRating === undefined && maxRating === undefined) return null;
  if (minRating === maxRating) return `${minRating}-star`;
  if ((minRating ?? 1) === 1 && maxRating === 2) return 'negative';
  if (minRating === 4 && (maxRating ?? 5) === 5) return 'positive';
  return `rated ${minRating ?? 1} to ${maxRating ?? 5}`;
}

/** A websearch expression as people write it: `“slow” or “takes forever”`, the first four of its words. */
export function termsInWords(terms: string): string {
  const words = terms.split(/\s+or\s+/i).map((word) => `“${dataLine(word.replaceAll('"', ''), 40)}”`);
  const shown = words.slice(0, shownTerms).join(' or ');
  return words.length > shownTerms ? `${shown} or the like` : shown;
}

const shownTerms = 4;

function daysInWords(since: string | undefined, until: string | undefined): string {
  if (since !== undefined && until !== undefined) {
    if (since === until) return `on ${since}`;
    const month = since.slice(0, 7);
    return since.endsWith('-01') && until === lastDayOf(month) ? `in ${month}` : `from ${since} to ${until}`;
  }
  if (since !== undefined) return `since ${since}`;
  return until === undefined ? '' : `until ${until}`;
}

/** The last day of a month `YYYY-MM`. */
export function lastDayOf(month: string): string {
  const end = new Date(`${month}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return end.toISOString().slice(0, 10);
}

function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    // not a language tag: whatever the import stored
    return dataLine(code, 35);
  }
}
