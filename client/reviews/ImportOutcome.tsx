import { useNavigate } from '@tanstack/react-router';
import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { EarlierImport } from './EarlierImport.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import type { ImportRun } from './useImportRun.ts';

interface ImportOutcomeProps {
  run: ImportRun;
  onAnother: () => void;
  onClose: () => void;
}

/** How an import ended, and what can be done now. */
export function ImportOutcome({ run, onAnother, onClose }: ImportOutcomeProps) {
  const navigate = useNavigate();
  const { attempt, record, undo, error } = run;
  if (!attempt) return null;
  const { companyId, file } = attempt;
  const report = record?.status === 'undone' ? undefined : run.finished;
  const failure = error ?? undo.error;
  const ask = () => {
    onClose();
    void navigate({ to: '/', search: { company: companyId } });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {report && <ImportReportView filename={file.name} {...report} />}
        {failure && (
          <Notice tone="danger" urgent>
            {failure.message}
          </Notice>
        )}
        {undo.isPending && <p>Taking back what was added…</p>}
        {undo.data && <p>{formatCount(undo.data.removed)} reviews were taken back.</p>}
        {record && !undo.isPending && <EarlierImport companyId={companyId} record={record} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {report && (
          <Button look="primary" autoFocus onClick={ask}>
            Ask about these reviews
          </Button>
        )}
        <Button look="quiet" onClick={onAnother}>
          Import another file
        </Button>
      </div>
    </div>
  );
}
