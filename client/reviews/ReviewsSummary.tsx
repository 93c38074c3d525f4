import type { ReactNode } from 'react';
import type { ReviewFacets } from '#shared/reviewFacets.ts';
import { Count } from '../ui/Amount.tsx';
import { MonthsFilter } from './MonthsFilter.tsx';
import { RatingFilter } from './RatingFilter.tsx';
import type { ReviewSearch } from './reviewSearch.ts';

interface ReviewsSummaryProps {
  facets: ReviewFacets;
  filter: ReviewSearch;
  onChange: (change: Partial<ReviewSearch>) => void;
}

/** What the reviews in force look like from afar: how many, how they rate, when they were written. */
export function ReviewsSummary({ facets, filter, onChange }: ReviewsSummaryProps) {
  const { reviews, negative, averageRating } = facets;
  const { minRating, maxRating, since, until } = filter;
  return (
    <div className="grid items-start gap-x-10 gap-y-5 md:grid-cols-[auto_minmax(12rem,18rem)_minmax(0,1fr)]">
      <dl className="flex gap-8">
        <Figure name="Reviews">
          <Count count={reviews} />
        </Figure>
        <Figure name="Negative">{reviews > 0 && `${Math.round((100 * negative) / reviews)}%`}</Figure>
        <Figure name="Average rating">{averageRating?.toFixed(1)}</Figure>
      </dl>
      <RatingFilter ratings={facets.ratings} {...{ minRating, maxRating, onChange }} />
      <div className="max-md:hidden">
        <MonthsFilter months={facets.months} {...{ since, until, onChange }} />
      </div>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{children || '–'}</dd>
    </div>
  );
}
