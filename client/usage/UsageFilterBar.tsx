import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callStatus, callType } from '#shared/llmCall.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { Stretch } from '#shared/usageReport.ts';
import { callFilterOf } from '../calls/callFilterOf.ts';
import { callTypeNames } from '../calls/callTypeNames.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { FilterMenu } from '../ui/FilterMenu.tsx';
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
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <RangeFilter search={search} onChange={onChange} />
      {search.session !== undefined && (
        <Chip remove={{ label: 'Any conversation', onRemove: () => onChange({ session: undefined }) }}>
          Conversation: <span className="text-ink">{search.session}</span>
        </Chip>
      )}
      <FilterMenu
        label="Model"
        choices={facets?.models ?? []}
        chosen={one(search.model)}
        onChange={([model]) => onChange({ model })}
      />
      <FilterMenu
        label="User"
        choices={facets?.users ?? []}
        chosen={one(search.user)}
        onChange={([user]) => onChange({ user })}
      />
      <FilterMenu
        label="Role"
        choices={facets?.roles ?? []}
        chosen={one(search.role)}
        onChange={([role]) => onChange({ role })}
      />
      <FilterMenu
        label="Type"
        choices={facets?.callTypes ?? []}
        chosen={one(search.type)}
        nameOf={(name) => callTypeNames[name] ?? name}
        onChange={([type]) => onChange({ type: callType.safeParse(type).data })}
      />
      <FilterMenu
        label="Status"
        choices={facets?.statuses ?? []}
        chosen={one(search.status)}
        onChange={([status]) => onChange({ status: callStatus.safeParse(status).data })}
      />
      {isNarrowed(search) && (
        <Button look="quiet" className="min-h-8!" onClick={() => onChange(noUsageNarrowing)}>
          Clear
        </Button>
      )}
    </div>
  );
}
