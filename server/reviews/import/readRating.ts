/** A rating of 1 to 5, or why there is none; `unknown` is a cell that holds no rating at all. */
export type Rating = { kind: 'rating'; value: number } | { kind: 'unknown' } | { kind: 'out-of-range' };

const NOTHING = /^(?:|-+|n\/?a|null|none|nan|undefined)$/i;
const NUMBER =
  /^(?:rated?\s+)?(-?\d{1,6}(?:[.,]\d{1,12})?)\s*(?:(?:\/|out of|of|von|sur|de)\s*(\d{1,3})(?:[.,]0+)?)?\s*(?:stars?|★|⭐️?)?$/i;

/**
 * Reads `5`, `5.0`, `4,5`, `4/5`, `8/10` (as 4), `4 out of 5 stars`, `★★★★☆`.
 * A number outside 1 to 5 is an error of the file, not a review without a rating.
 */
export function readRating(cell: string): Rating {
  const text = cell.trim();
  if (NOTHING.test(text)) return { kind: 'unknown' };
  const stars = text.replace(/[\s\uFE0F]/g, '');
  if (/^(?:★|⭐)+[☆✩]*$/u.test(stars))
    return inRange([...stars].filter((star) => star !== '☆' && star !== '✩').length);
  const [, number, outOf] = text.match(NUMBER) ?? [];
  if (number === undefined) return { kind: 'unknown' };
  const value = Number(number.replace(',', '.'));
  if (outOf === undefined) return inRange(value);
  return Number(outOf) === 0 ? { kind: 'out-of-range' } : inRange((value * 5) / Number(outOf));
}

function inRange(value: number): Rating {
  return value >= 1 && value <= 5 ? { kind: 'rating', value } : { kind: 'out-of-range' };
}
