import { useNavigate } from '@tanstack/react-router';
import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { UndoButton } from './UndoButton.tsx';
import type { ImportRun } from './useImportRun.ts';

interface ImportOutcomeProps {
  run: ImportRun;
  onAnother: () => void;
  onClose: () => void;
}

/** How an import ended, and what can be done now. */
export function ImportOutcome({ run, onAnother, onClose }: ImportOutcomeProps) {
  const navigate = useNavigate();
  const { attempt, record, finished, error, cancelled, undo } = run;
  if (!attempt) return null;
  const { companyId, file } = attempt;
  const added = record?.added ?? 0;
  const ask = () => {
    onClose();
    void navigate({ to: '/', search: { company: companyId } });
  };
  const isUndone = undo.isSuccess;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {finished && !isUndone && <ImportReportView filename={file.name} finished={finished} />}
        {error && (
          <Notice tone="danger" urgent>
            {`${error.message} ${formatCount(added)} reviews were added before that; importing the same file again goes on from there.`}
          </Notice>
        )}
        {cancelled === 'keep' && (
          <p>
            Stopped. The {formatCount(added)} reviews that were added stay; importing the same file again goes
            on from there.
          </p>
        )}
        {undo.isPending && <p>Taking back what was added…</p>}
        {isUndone && <p>{formatCount(undo.data.removed)} reviews were taken back.</p>}
        {undo.error && (
          <Notice tone="danger" urgent>
            {undo.error.message}
            <Button onClick={undo.run}>Try again</Button>
          </Notice>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {finished && !isUndone && (
          <Button look="primary" autoFocus onClick={ask}>
            Ask about these reviews
          </Button>
        )}
        {!isUndone && added > 0 && (
          <UndoButton added={added} onConfirm={undo.run} isPending={undo.isPending} />
        )}
        <Button look="quiet" onClick={onAnother}>
          Import another file
        </Button>
      </div>
    </div>
  );
}
