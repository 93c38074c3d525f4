import { Link } from '@tanstack/react-router';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadSample } from './LoadSample.tsx';
import { rangeOf } from './usageFilterOf.ts';
import { isNarrowed, noUsageNarrowing, type UsageSearch } from './usageSearch.ts';
import { useUsage } from './useUsage.ts';

interface NoUsageProps {
  search: UsageSearch;
  companyId: string;
  onChange: (change: Partial<UsageSearch>) => void;
}

/** Nothing to add up: because of the filters, of the time, or because nothing was asked yet. */
export function NoUsage({ search, companyId, onChange }: NoUsageProps) {
  const ever = { companyId };
  const { data } = useUsage('ever', ever, (usage) => usage.totals.query(ever));
  if (!data) return null;
  const ofSample = companyId === sampleUsageCompanyId;
  if (data.models.length === 0)
    return (
      <EmptyState
        title="Nothing was used yet"
        action={
          <span className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
            <LoadSample />
            <Link
              to="/"
              search={{ company: ofSample ? undefined : companyId }}
              className="text-sm text-accent underline underline-offset-2"
            >
              Ask a question
            </Link>
          </span>
        }
      >
        Each question takes a few calls to models. Here they are added up: what they cost, who asked, which
        models answered, and how long it took. A sample month of made-up calls shows how that looks.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No call in this time with these filters"
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {isNarrowed(search) && (
            <Button onClick={() => onChange(noUsageNarrowing)}>Clear the filters</Button>
          )}
          {rangeOf(search) !== 'all' && (
            <Button onClick={() => onChange({ range: 'all', since: undefined, until: undefined })}>
              Show all time
            </Button>
          )}
        </span>
      }
    />
  );
}
