import type { ReviewFacets } from '#shared/reviewFacets.ts';
import { Count } from '../ui/Amount.tsx';
import type { ReviewSearch } from './reviewSearch.ts';

interface RatingFilterProps {
  ratings: ReviewFacets['ratings'];
  minRating: number | undefined;
  maxRating: number | undefined;
  onChange: (change: Pick<ReviewSearch, 'minRating' | 'maxRating'>) => void;
}

/** How many reviews have each rating, as bars to one scale; each narrows to it, a second one to all between. */
export function RatingFilter({ ratings, minRating, maxRating, onChange }: RatingFilterProps) {
  const most = Math.max(1, ...ratings.map(({ count }) => count));
  const isSet = minRating !== undefined || maxRating !== undefined;
  const [low, high] = [minRating ?? 1, maxRating ?? 5];
  const choose = ({ lowest, highest }: (typeof ratings)[number]) => {
    if (!isSet || (lowest >= low && highest <= high)) {
      const isAlone = isSet && lowest === low && highest === high;
      onChange(
        isAlone ? { minRating: undefined, maxRating: undefined } : { minRating: lowest, maxRating: highest },
      );
    } else onChange({ minRating: Math.min(low, lowest), maxRating: Math.max(high, highest) });
  };
  const rows = [5, 4, 3, 2, 1].map(
    (stars) =>
      ratings.find(({ name }) => name === String(stars)) ?? {
        name: String(stars),
        count: 0,
        lowest: stars,
        highest: stars,
      },
  );
  return (
    <div role="group" aria-label="Ratings" className="grid">
      {rows.map((rating) => {
        const { name, count, lowest, highest } = rating;
        const isIn = isSet && lowest >= low && highest <= high;
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isIn}
            onClick={() => choose(rating)}
            className={`grid min-h-6 grid-cols-[3.5rem_minmax(4rem,1fr)_3.5rem] items-center gap-2 rounded-sm px-1 text-xs hover:bg-raised ${isIn ? 'text-ink' : 'text-ink-soft'}`}
          >
            <span className="text-left tabular-nums">{name === '1' ? '1 star' : `${name} stars`}</span>
            <span aria-hidden className="h-2 rounded-full bg-raised">
              <span
                className={`block h-2 rounded-full ${isIn ? 'bg-accent' : isSet ? 'bg-line' : 'bg-accent/50'}`}
                style={{ width: `${(100 * count) / most}%` }}
              />
            </span>
            <span className="text-right">
              <Count count={count} />
            </span>
          </button>
        );
      })}
    </div>
  );
}
