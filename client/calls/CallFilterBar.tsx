import { callStatus } from '#shared/llmCall.ts';
import { Button } from '../ui/Button.tsx';
import type { CallFilters } from './callFilters.ts';

interface CallFilterBarProps {
  filters: CallFilters;
  onChange: (change: CallFilters) => void;
}

const field = 'h-9 w-full min-w-0 rounded-md border border-line bg-surface px-2 text-sm';
const texts = [
  { name: 'session', label: 'Session' },
  { name: 'run', label: 'Run' },
  { name: 'model', label: 'Model' },
] as const;

/** Narrows the table; a text filter counts once it is left or Enter is pressed. */
export function CallFilterBar({ filters, onChange }: CallFilterBarProps) {
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <form
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onChange({
          session: valueOf(data, 'session'),
          run: valueOf(data, 'run'),
          model: valueOf(data, 'model'),
        });
      }}
      className="my-4 grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] items-end gap-3"
    >
      {texts.map(({ name, label }) => (
        <label key={name} className="grid gap-1 text-xs text-ink-soft">
          {label}
          <input
            name={name}
            defaultValue={filters[name] ?? ''}
            onBlur={(event) => {
              const value = event.target.value.trim() || undefined;
              if (value !== filters[name]) onChange({ [name]: value });
            }}
            className={field}
          />
        </label>
      ))}
      <label className="grid gap-1 text-xs text-ink-soft">
        Status
        <select
          value={filters.status ?? ''}
          onChange={(event) => onChange({ status: callStatus.safeParse(event.target.value).data })}
          className={field}
        >
          <option value="">Any</option>
          {callStatus.options.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </select>
      </label>
      <div className="flex gap-2">
        <Button type="submit">Filter</Button>
        {isNarrowed && (
          <Button
            look="quiet"
            onClick={() =>
              onChange({ session: undefined, run: undefined, model: undefined, status: undefined })
            }
          >
            Clear
          </Button>
        )}
      </div>
    </form>
  );
}

function valueOf(data: FormData, name: string): string | undefined {
  const value = data.get(name);
  return (typeof value === 'string' && value.trim()) || undefined;
}
