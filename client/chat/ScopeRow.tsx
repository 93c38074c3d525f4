import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { Count } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { isWhole } from './draftStore.ts';
import { scopeParts } from './scopeParts.ts';

const ScopeForm = lazy(() => import('./ScopeForm.tsx').then((file) => ({ default: file.ScopeForm })));

interface ScopeRowProps {
  companyId: string;
  /** What the person limits the conversation to. */
  scope: ReviewScope;
  /** What the last answer was limited to, by its question or the person. */
  lastScope: ReviewScope;
  /** The last answer is still being made. */
  isRunning: boolean;
  onChange: (scope: ReviewScope) => void;
}

/** Which reviews the next answer may use: the person's choice as chips, and what the last answer kept to beside it. */
export function ScopeRow({ companyId, scope, lastScope, isRunning, onChange }: ScopeRowProps) {
  const client = useCandorClient();
  const { data: facets } = useQuery({
    queryKey: ['reviews', companyId, 'facets', scope],
    queryFn: () => client.reviews.facets.query({ companyId, filter: scope }),
    placeholderData: keepPreviousData,
  });
  const chosen = scopeParts(scope);
  const labels = new Set(chosen.map(({ label }) => label));
  const kept = scopeParts(lastScope).filter(({ label, only }) => !labels.has(label) && !isNamed(only, scope));
  return (
    <div role="group" aria-label="Which reviews" className="flex flex-wrap items-center gap-1.5">
      <Popover
        title="Which reviews"
        side="top"
        content={
          <Suspense>
            <ScopeForm companyId={companyId} scope={scope} onChange={onChange} />
          </Suspense>
        }
      >
        {(opens) => (
          <Button look="quiet" className="min-h-7! gap-1.5! px-2! font-normal!" {...opens}>
            <ListFilter size={14} aria-hidden />
            {facets?.reviews === 0 && isWhole(scope) ? (
              'No reviews'
            ) : facets ? (
              <span>
                {isWhole(scope) && 'All '}
                <Count count={facets.reviews} unit="review" />
              </span>
            ) : (
              'Reviews'
            )}
          </Button>
        )}
      </Popover>
      {chosen.map(({ label, without }) => (
        <Chip key={label} remove={{ label: `Remove ${label}`, onRemove: () => onChange(without) }}>
          {label}
        </Chip>
      ))}
      {kept.length > 0 && (
        <span className="ml-1 flex flex-wrap items-center gap-1.5 text-xs text-ink-faint">
          {isRunning ? 'This answer:' : 'Last answer:'}
          {kept.map(({ label, only }) => (
            <button
              key={label}
              type="button"
              title="A follow-up keeps this unless it asks for something else. Press to hold on to it."
              onClick={() => onChange({ ...scope, ...only })}
              className="h-6 rounded-full border border-dashed border-line px-2 text-ink-soft hover:border-ink-faint hover:text-ink"
            >
              {label}
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

/** Whether the person's choice speaks of the same condition, and so replaces it. */
const isNamed = (only: ReviewScope, scope: ReviewScope) =>
  Object.keys(only).some((condition) => Object.hasOwn(scope, condition));
