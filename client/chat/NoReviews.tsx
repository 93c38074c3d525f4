import type { Company } from '#shared/company.ts';

/** What to do when there is nothing to ask about yet. */
export function NoReviews({ company }: { company: Company | undefined }) {
  const id = company?.id ?? 'my-company';
  return (
    <div className="grid gap-3 border-t border-line pt-5 text-ink-soft">
      <p>
        {company ? `${company.name} has no reviews yet.` : 'There is no company here yet.'} Import a file of
        reviews (CSV, TSV, JSON or JSONL) in a terminal, beside the running server:
      </p>
      <pre className="overflow-x-auto rounded-md bg-raised px-4 py-3 font-mono text-sm text-ink">
        npm run import -- reviews.csv --company {id}
      </pre>
      <p>Columns are guessed and shown before anything is written; the same file twice adds nothing.</p>
    </div>
  );
}
