import type { CallFacets } from '#shared/callFacets.ts';
import { FilterMenu } from '../ui/FilterMenu.tsx';
import { type CallFilters, callFilters } from './callFilters.ts';
import { callTypeNames } from './callTypeNames.ts';

const menus = {
  status: { label: 'Status', facet: 'statuses' },
  role: { label: 'Role', facet: 'roles' },
  model: { label: 'Model', facet: 'models' },
  user: { label: 'User', facet: 'users' },
  type: { label: 'Type', facet: 'callTypes' },
} as const satisfies Partial<Record<keyof CallFilters, { label: string; facet: keyof CallFacets }>>;
type Menu = keyof typeof menus;

interface CallMenuProps {
  by: Menu;
  /** What there is to choose; absent until it is known. */
  facets: CallFacets | undefined;
  filters: Pick<CallFilters, Menu>;
  onChange: (change: Partial<Pick<CallFilters, Menu>>) => void;
}

/** Narrows calls to one status, role, model, user or type of those that there are. */
export function CallMenu({ by, facets, filters, onChange }: CallMenuProps) {
  const { label, facet } = menus[by];
  const chosen = filters[by];
  return (
    <FilterMenu
      label={label}
      choices={facets?.[facet] ?? []}
      chosen={chosen === undefined ? [] : [chosen]}
      nameOf={(name) => (by === 'type' ? (callTypeNames[name] ?? name) : name)}
      onChange={([choice]) => onChange({ [by]: callFilters.shape[by].parse(choice) })}
    />
  );
}
