import type { ReviewScope } from '#shared/reviewScope.ts';

/** One condition of a scope in words, and the scope without it. */
export interface ScopePart {
  label: string;
  /** The condition alone. */
  only: ReviewScope;
  without: ReviewScope;
}

/** A scope as the chips that stand for it: the rating, each product, the language, the days. */
export function scopeParts(scope: ReviewScope): ScopePart[] {
  const { minRating, maxRating, products = [], language, since, until } = scope;
  const parts: ScopePart[] = [];
  if (minRating !== undefined || maxRating !== undefined) {
    const { minRating: _min, maxRating: _max, ...without } = scope;
    parts.push({
      label: ratingInWords(minRating, maxRating),
      only: defined({ minRating, maxRating }),
      without,
    });
  }
  for (const product of products) {
    const others = products.filter((other) => other !== product);
    const { products: _all, ...rest } = scope;
    const without = others.length === 0 ? rest : { ...rest, products: others };
    parts.push({ label: product, only: { products: [product] }, without });
  }
  if (language !== undefined) {
    const { language: _language, ...without } = scope;
    parts.push({ label: `language ${language}`, only: { language }, without });
  }
  if (since !== undefined) {
    const { since: _since, ...without } = scope;
    parts.push({ label: `since ${since}`, only: { since }, without });
  }
  if (until !== undefined) {
    const { until: _until, ...without } = scope;
    parts.push({ label: `until ${until}`, only: { until }, without });
  }
  return parts;
}

function ratingInWords(min = 1, max = 5): string {
  if (min === 1 && max === 2) return 'negative reviews';
  if (min === 4 && max === 5) return 'positive reviews';
  return min === max ? `${min}-star reviews` : `rated ${min} to ${max}`;
}

/** The conditions that are there. */
export function defined(scope: { [Key in keyof ReviewScope]: ReviewScope[Key] | undefined }): ReviewScope {
  return Object.fromEntries(Object.entries(scope).filter(([, condition]) => condition !== undefined));
}
