import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { Count } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { isWhole } from './draftStore.ts';
import { defined } from './scopeParts.ts';

interface ScopeFormProps {
  companyId: string;
  scope: ReviewScope;
  onChange: (scope: ReviewScope) => void;
}

const tones = [
  { label: 'All', minRating: undefined, maxRating: undefined },
  { label: 'Negative', minRating: undefined, maxRating: 2 },
  { label: 'Positive', minRating: 4, maxRating: undefined },
];
/** More products than that are searched. */
const fewProducts = 8;
/** What the server accepts. */
const mostProducts = 20;

/** Products, rating and days to keep to; every change holds at once. */
export function ScopeForm({ companyId, scope, onChange }: ScopeFormProps) {
  const client = useCandorClient();
  const [search, setSearch] = useState('');
  const { data: facets } = useQuery({
    queryKey: ['reviews', companyId, 'facets', {}],
    queryFn: () => client.reviews.facets.query({ companyId, filter: {} }),
  });
  const set = (change: Partial<Record<keyof ReviewScope, unknown>>) =>
    onChange(defined({ ...scope, ...change } as ReviewScope));
  const chosen = scope.products ?? [];
  const toggle = (name: string) => {
    const products = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
    set({ products: products.length === 0 ? undefined : products });
  };
  const products = facets?.products ?? [];
  const shown = products.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  return (
    <div className="grid gap-4">
      <p className="text-ink-soft">Answers read and count only these, whatever the question says.</p>
      <fieldset className="flex gap-4">
        <legend className="mb-1 font-medium">Rating</legend>
        {tones.map(({ label, minRating, maxRating }) => (
          <label key={label} className="flex min-h-6 items-center gap-1.5">
            <input
              type="radio"
              name="rating"
              className="accent-accent"
              checked={scope.minRating === minRating && scope.maxRating === maxRating}
              onChange={() => set({ minRating, maxRating })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {products.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-medium">Products</legend>
          {products.length > fewProducts && (
            <SearchField label="Find a product" value={search} onChange={setSearch} className="mb-1" />
          )}
          <div className="grid max-h-44 overflow-y-auto">
            {shown.map(({ name, count }) => (
              <label key={name} className="flex min-h-7 items-center gap-2">
                <input
                  type="checkbox"
                  className="accent-accent"
                  checked={chosen.includes(name)}
                  disabled={!chosen.includes(name) && chosen.length >= mostProducts}
                  onChange={() => toggle(name)}
                />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-xs text-ink-faint">
                  <Count count={count} />
                </span>
              </label>
            ))}
            {shown.length === 0 && <p className="text-ink-faint">No product is called that.</p>}
          </div>
        </fieldset>
      )}
      {facets?.from && facets.to && (
        <div className="grid grid-cols-2 gap-2">
          {(['since', 'until'] as const).map((side) => (
            <TextField
              key={side}
              type="date"
              label={side === 'since' ? 'Since' : 'Until'}
              min={facets.from ?? undefined}
              max={facets.to ?? undefined}
              value={scope[side] ?? ''}
              onChange={(event) => set({ [side]: event.target.value || undefined })}
            />
          ))}
        </div>
      )}
      <Button disabled={isWhole(scope)} onClick={() => onChange({})}>
        All reviews
      </Button>
    </div>
  );
}
