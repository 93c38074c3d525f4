import { Upload } from 'lucide-react';
import { useContext } from 'react';
import type { Company } from '#shared/company.ts';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { EarlierImports } from './EarlierImports.tsx';
import { SampleSwitch } from './SampleSwitch.tsx';

interface NoReviewsYetProps {
  companyId: string;
  /** Absent when there is no such company. */
  company: Company | undefined;
}

/** What would be here, how it gets here, and what may have been here before. */
export function NoReviewsYet({ company, companyId }: NoReviewsYetProps) {
  const { open } = useContext(ImportReviewsContext);
  return (
    <div className="mx-auto grid max-w-[40rem] grid-cols-[minmax(0,1fr)] gap-8">
      <EmptyState
        icon={<Upload size={18} aria-hidden />}
        title={company ? `${company.name} has no reviews yet` : `There is no company "${companyId}"`}
        action={
          <Button look="primary" onClick={() => open()}>
            Import reviews
          </Button>
        }
      >
        Drop a file anywhere on this page: CSV, TSV, JSON or JSONL. Only a text is needed; a rating, product,
        date, source and language make it possible to count and compare. You see how it is read before
        anything is written.
      </EmptyState>
      <EarlierImports />
      <SampleSwitch />
    </div>
  );
}
