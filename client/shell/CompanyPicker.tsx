import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, Upload } from 'lucide-react';
import { useContext } from 'react';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { formatCount } from '#shared/money.ts';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { useCompany } from '../useCompany.ts';

/** Whose reviews are asked about. The choice stands in the address, so that a link or a reload keeps it. */
export function CompanyPicker() {
  const { companyId, companies, company, isLoading } = useCompany();
  const { open, isRunning } = useContext(ImportReviewsContext);
  const navigate = useNavigate();
  const entries: MenuEntry[] = companies.map(({ id, name, reviews }) => ({
    label: name,
    detail: formatCount(reviews),
    checked: id === companyId,
    // a conversation belongs to one company, so another company begins at the front page
    onSelect: () => void navigate({ to: '/', search: { company: id } }),
  }));
  const importing: MenuEntry = {
    label: isRunning ? 'Importing reviews…' : 'Import reviews',
    icon: <Upload size={14} aria-hidden />,
    onSelect: () => open(),
  };
  const absent = companyId === sampleUsageCompanyId ? 'Made-up calls' : `${companyId} (not here)`;
  const name = company?.name ?? (isLoading ? '' : absent);
  const count = company && `${formatCount(company.reviews)} reviews`;
  return (
    <Menu label="Company" items={entries.length > 0 ? [...entries, 'separator', importing] : [importing]}>
      {(opens) => (
        <button
          type="button"
          className="flex min-h-12 w-full items-center gap-2 rounded-md border border-line bg-surface px-3 py-1 text-left hover:bg-raised"
          {...opens}
        >
          <span className="grid min-w-0 flex-1">
            <span className="sr-only">Company:</span>
            <span className="truncate text-sm font-medium">{name}</span>
            <span className="truncate text-xs text-ink-faint tabular-nums">
              {isRunning ? 'Importing reviews…' : count}
            </span>
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-faint" />
        </button>
      )}
    </Menu>
  );
}
