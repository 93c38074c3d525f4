import { useId } from 'react';
import { textId } from '#shared/limits.ts';
import { useCompany } from '../useCompany.ts';

interface CompanyFieldProps {
  value: string;
  onChange: (companyId: string) => void;
}

/** Whose reviews a file holds: one of the companies, or a new one. */
export function CompanyField({ value, onChange }: CompanyFieldProps) {
  const { companies } = useCompany();
  const listId = useId();
  const hintId = useId();
  const known = companies.find(({ id }) => id === value);
  const mistake = textId.safeParse(value).error?.issues[0]?.message;
  const hint = known ? `The reviews are added to those of ${known.name}.` : 'A new company will be made.';
  return (
    <div className="grid gap-1 text-sm">
      <label className="grid max-w-80 gap-1">
        Company
        <input
          value={value}
          list={listId}
          aria-describedby={hintId}
          aria-invalid={mistake !== undefined}
          onChange={(event) => onChange(event.target.value)}
          className="h-9 rounded-md border border-line bg-surface px-2"
        />
      </label>
      <datalist id={listId}>
        {companies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
      <p id={hintId} className={mistake ? 'text-danger' : 'text-ink-soft'}>
        {mistake ? `The company’s id ${mistake}.` : hint}
      </p>
    </div>
  );
}
