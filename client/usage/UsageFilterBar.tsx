import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { Stretch } from '#shared/usageReport.ts';
import { CallMenu } from '../calls/CallMenu.tsx';
import { callFilterOf } from '../calls/callFilterOf.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { callsOf } from './callsOf.ts';
import { RangeFilter } from './RangeFilter.tsx';
import { isNarrowed, noUsageNarrowing, type UsageSearch } from './usageSearch.ts';

interface UsageFilterBarProps {
  search: UsageSearch;
  filter: UsageFilter;
  /** The moments that are counted; absent until they are known. */
  stretch: Stretch | undefined;
  onChange: (change: Partial<UsageSearch>) => void;
}

/** Of which time, by whom and with what; what is in force stands in the address. */
export function UsageFilterBar({ search, filter, stretch, onChange }: UsageFilterBarProps) {
  const client = useCandorClient();
  const { data: facets } = useQuery({
    queryKey: ['usage', filter.companyId, 'facets', filter],
    queryFn: () =>
      client.calls.facets.query({
        companyId: filter.companyId,
        ...callFilterOf(stretch ? callsOf(filter, stretch) : {}),
      }),
    enabled: stretch !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <RangeFilter search={search} onChange={onChange} />
      {search.session !== undefined && (
        <Chip remove={{ label: 'Any conversation', onRemove: () => onChange({ session: undefined }) }}>
          Conversation: <span className="text-ink">{search.session}</span>
        </Chip>
      )}
      <CallMenu by="model" facets={facets} filters={search} onChange={onChange} />
      <CallMenu by="user" facets={facets} filters={search} onChange={onChange} />
      <CallMenu by="role" facets={facets} filters={search} onChange={onChange} />
      <CallMenu by="type" facets={facets} filters={search} onChange={onChange} />
      <CallMenu by="status" facets={facets} filters={search} onChange={onChange} />
      {isNarrowed(search) && (
        <Button look="quiet" className="min-h-8!" onClick={() => onChange(noUsageNarrowing)}>
          Clear
        </Button>
      )}
    </div>
  );
}
