import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportRecord, ImportStatus } from '#shared/importRecord.ts';
import { formatCount } from '#shared/money.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { refreshReviews } from './refreshReviews.ts';
import { UndoButton } from './UndoButton.tsx';

const goesOn = 'Choose the same file to go on from there.';
const statusWords: Record<ImportStatus, string> = {
  running: 'It is running.',
  done: '',
  interrupted: `It broke off. ${goesOn}`,
  stopped: `It was stopped. ${goesOn}`,
  failed: `It failed. ${goesOn}`,
  undone: 'It was undone.',
};

interface EarlierImportProps {
  companyId: string;
  record: ImportRecord;
}

/** One earlier import, and the way to undo it. */
export function EarlierImport({ companyId, record }: EarlierImportProps) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => client.reviews.undoImport.mutate({ companyId, importId: record.id }),
    onSettled: () => refreshReviews(queries),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 text-sm">
      <span className="min-w-40 flex-1 wrap-anywhere">
        {record.filename || 'A file without a name'}
        <span className="block text-ink-soft">
          {new Date(record.startedAt).toLocaleString()}, {formatCount(record.added)} added.{' '}
          {statusWords[record.status]}
        </span>
      </span>
      {record.status !== 'undone' && record.added > 0 && (
        <UndoButton added={record.added} onConfirm={() => undo.mutate()} isPending={undo.isPending} />
      )}
      {undo.error && (
        <p role="alert" className="text-danger">
          {undo.error.message}
        </p>
      )}
    </li>
  );
}
