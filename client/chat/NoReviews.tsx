import { useContext } from 'react';
import type { Company } from '#shared/company.ts';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { Button } from '../ui/Button.tsx';

/** What to do when there is nothing to ask about yet. */
export function NoReviews({ company }: { company: Company | undefined }) {
  const { open } = useContext(ImportReviewsContext);
  const id = company?.id ?? 'my-company';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-5 text-ink-soft">
      <p>{company ? `${company.name} has no reviews yet.` : 'There is no company here yet.'}</p>
      <div className="grid justify-items-center gap-3 rounded-lg border-2 border-dashed border-line px-4 py-8 text-center">
        <p>Drop a file of reviews on this page: CSV, TSV, JSON or JSONL.</p>
        <Button look="primary" onClick={() => open()}>
          Import reviews or add the sample
        </Button>
      </div>
      <p>Or in a terminal, beside the running server:</p>
      <pre className="rounded-md bg-raised px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap text-ink">
        npm run import -- reviews.csv --company {id}
      </pre>
      <p>
        How the columns are read is shown before anything is written, and the same file twice adds nothing.
      </p>
    </div>
  );
}
