import { useNavigate } from '@tanstack/react-router';
import { formatCount } from '#shared/money.ts';
import { useCompany } from '../useCompany.ts';

/** Whose reviews are asked about. The choice stands in the address, so that a link or a reload keeps it. */
export function CompanyPicker() {
  const { companyId, companies, company, isLoading } = useCompany();
  const navigate = useNavigate();
  if (isLoading) return null;
  return (
    <select
      aria-label="Company"
      value={companyId}
      // a conversation belongs to one company, so another company begins at the front page
      onChange={(event) => void navigate({ to: '/', search: { company: event.target.value } })}
      className="ml-auto h-9 min-w-0 max-w-64 truncate rounded-md border border-line bg-surface px-2 text-sm"
    >
      {!company && <option value={companyId}>{companyId} (not here)</option>}
      {companies.map(({ id, name, reviews, isSample }) => (
        <option key={id} value={id}>
          {name} · {formatCount(reviews)} reviews{isSample ? ' · sample' : ''}
        </option>
      ))}
    </select>
  );
}
