import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportRecord, ImportStatus } from '#shared/importRecord.ts';
import { formatCount } from '#shared/money.ts';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { refreshReviews } from './refreshReviews.ts';

const goesOn = 'Choose the same file to go on from there.';
const statusWords: Record<ImportStatus, string> = {
  running: 'It is running.',
  done: '',
  interrupted: `It broke off. ${goesOn}`,
  stopped: `It was stopped. ${goesOn}`,
  failed: `It failed. ${goesOn}`,
  undone: 'It was undone.',
};

/** What became of one import, and the way to undo it. */
export function EarlierImport({ companyId, record }: { companyId: string; record: ImportRecord }) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => client.reviews.undoImport.mutate({ companyId, importId: record.id }),
    onSettled: () => refreshReviews(queries),
  });
  const { filename, startedAt, added, status } = record;
  const reviews = `${formatCount(added)} ${added === 1 ? 'review' : 'reviews'}`;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 text-sm">
      <span className="min-w-40 flex-1 wrap-anywhere">
        {filename || 'A file without a name'}
        <span className="block text-ink-soft">
          {new Date(startedAt).toLocaleString()}, {formatCount(added)} added. {statusWords[status]}
        </span>
      </span>
      {status !== 'undone' && added > 0 && (
        <ConfirmButton
          label="Undo import"
          question="Undo this import?"
          consequence={`The ${reviews} that it added will be taken back. What was there before stays, and importing the file again brings them back.`}
          yes={`Take back ${reviews}`}
          action={undo}
        />
      )}
    </div>
  );
}
