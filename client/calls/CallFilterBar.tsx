import type { CallFacets } from '#shared/callFacets.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { DaysFilter } from '../ui/DaysFilter.tsx';
import { filterLook } from '../ui/filterLook.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { Select } from '../ui/Select.tsx';
import { useTypedWords } from '../ui/useTypedWords.ts';
import { CallMenu } from './CallMenu.tsx';
import type { CallFilters } from './callFilters.ts';
import { type CallSort, callSorts } from './callSorts.ts';
import { noCallFilters } from './noCallFilters.ts';

interface CallFilterBarProps {
  filters: CallFilters;
  /** What there is to choose; absent until it is known. */
  facets: CallFacets | undefined;
  sort: CallSort;
  /** Resolves when the address says so. */
  onChange: (change: Partial<CallFilters> & { sort?: string | undefined }) => Promise<void>;
}

const sorts = Object.entries(callSorts).map(([value, { label }]) => ({ value, label }));
const dayMs = 86_400_000;
const dayBefore = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
const presets = [
  { label: 'Last hour', since: () => new Date(Date.now() - dayMs / 24).toISOString() },
  { label: 'Today', since: () => dayBefore(0) },
  { label: 'Last 7 days', since: () => dayBefore(6) },
  { label: 'Last 30 days', since: () => dayBefore(29) },
];

/** Narrows the ledger by what is in it; what is in force stands in the address. */
export function CallFilterBar({ filters, facets, sort, onChange: change }: CallFilterBarProps) {
  const onChange = (...changes: Parameters<typeof change>) => void change(...changes);
  const [words, type] = useTypedWords(filters.words, (words) => change({ words }));
  const { session, run, since, until } = filters;
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search prompts and responses"
        placeholder='invoice or refund, "log in"'
        value={words}
        onChange={type}
        className="w-full md:w-56"
      />
      {session !== undefined && (
        <Chip remove={{ label: 'Any conversation', onRemove: () => onChange({ session: undefined }) }}>
          Conversation: <span className="text-ink">{session}</span>
        </Chip>
      )}
      {run !== undefined && (
        <Chip remove={{ label: 'Any answer', onRemove: () => onChange({ run: undefined }) }}>
          Answer: <span className="font-mono text-xs text-ink">{run.slice(0, 8)}</span>
        </Chip>
      )}
      <CallMenu by="status" facets={facets} filters={filters} onChange={onChange} />
      <CallMenu by="role" facets={facets} filters={filters} onChange={onChange} />
      <CallMenu by="model" facets={facets} filters={filters} onChange={onChange} />
      <DaysFilter label="Time" since={since} until={until} presets={presets} onChange={onChange} />
      <CallMenu by="user" facets={facets} filters={filters} onChange={onChange} />
      <CallMenu by="type" facets={facets} filters={filters} onChange={onChange} />
      <Toggle name="No price" isOn={filters.unpriced} onChange={(unpriced) => onChange({ unpriced })} />
      <Toggle name="Estimated" isOn={filters.estimated} onChange={(estimated) => onChange({ estimated })} />
      <Toggle name="Failed" isOn={filters.failed} onChange={(failed) => onChange({ failed })} />
      {/* asked for by a figure that leads here */}
      {filters.overhead && (
        <Toggle name="Overhead" isOn={filters.overhead} onChange={(overhead) => onChange({ overhead })} />
      )}
      {isNarrowed && (
        <Button look="quiet" className="min-h-8!" onClick={() => onChange(noCallFilters)}>
          Clear
        </Button>
      )}
      <Select
        label="Sorted by"
        options={sorts}
        value={sort}
        onChange={(name) => onChange({ sort: name === 'newest' ? undefined : name })}
        className="h-8! w-auto! md:ml-auto"
      />
    </div>
  );
}

interface ToggleProps {
  name: string;
  isOn: true | undefined;
  onChange: (isOn: true | undefined) => void;
}

function Toggle({ name, isOn, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn === true}
      onClick={() => onChange(isOn ? undefined : true)}
      className={`${filterLook.whole(isOn === true)} px-2.5 hover:text-ink ${isOn ? 'bg-accent-wash! text-ink' : ''}`}
    >
      {name}
    </button>
  );
}
