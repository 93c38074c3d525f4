import { DaysFilter } from '../ui/DaysFilter.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Select } from '../ui/Select.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { browserZone, endOf, rangeOf } from './usageFilterOf.ts';
import { type UsageRange, type UsageSearch, usageRanges } from './usageSearch.ts';

interface RangeFilterProps {
  search: UsageSearch;
  onChange: (change: Partial<UsageSearch>) => void;
}

const names: Record<UsageRange, string> = {
  today: 'Today',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '12m': '12 months',
  all: 'All',
};
const ranges = usageRanges.map((value) => ({ value, label: names[value] }));
const ownDays = { value: 'own', label: 'Own days' };

/** Of which time: a range that ends now, or days of the person's own; and whose days they are. */
export function RangeFilter({ search, onChange }: RangeFilterProps) {
  const isRoomy = useMediaQuery('(min-width: 640px)');
  const range = rangeOf(search);
  const zone = search.zone ?? browserZone();
  const choose = (chosen: UsageRange) => onChange({ range: chosen, since: undefined, until: undefined });
  return (
    <>
      {isRoomy ? (
        <Segmented label="Time" options={ranges} value={range} onChange={choose} />
      ) : (
        <Select
          label="Time"
          options={range === undefined ? [ownDays, ...ranges] : ranges}
          value={range ?? ownDays.value}
          onChange={(value) => {
            const chosen = usageRanges.find((name) => name === value);
            if (chosen) choose(chosen);
          }}
          className="h-8!"
        />
      )}
      <DaysFilter
        label="Days"
        since={search.since}
        until={endOf(search)}
        zone={zone}
        onChange={({ since, until }) => onChange({ range: undefined, since, until })}
      />
      <Select
        label="Time zone"
        options={zonesWith(zone)}
        value={zone}
        onChange={(chosen) => onChange({ zone: chosen === browserZone() ? undefined : chosen })}
        className="h-8! w-44"
      />
    </>
  );
}

/** Every zone there is; the browser's own and UTC first. */
function zonesWith(zone: string) {
  const all = new Set([browserZone(), 'UTC', zone, ...Intl.supportedValuesOf('timeZone')]);
  return [...all].map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
}
