import { Dialog } from '../ui/Dialog.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { FilePreview } from './FilePreview.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import type { ImportRun } from './useImportRun.ts';

interface ImportDialogProps {
  file: File | null;
  onFile: (file: File | null) => void;
  run: ImportRun;
  onClose: () => void;
}

/** From a file to its reviews: choose, look, import, report. Closing it lets a running import go on. */
export function ImportDialog({ file, onFile, run, onClose }: ImportDialogProps) {
  const another = () => {
    run.clear();
    onFile(null);
  };
  return (
    <Dialog title="Import reviews" shape="wide" onClose={onClose}>
      {run.isRunning ? (
        <ImportProgress run={run} />
      ) : run.attempt ? (
        <ImportOutcome run={run} onAnother={another} onClose={onClose} />
      ) : file ? (
        <FilePreview file={file} onStart={run.start} onAnother={another} />
      ) : (
        <ChooseFile onFile={onFile} />
      )}
    </Dialog>
  );
}
