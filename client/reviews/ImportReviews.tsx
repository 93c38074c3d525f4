import { type ReactNode, useState } from 'react';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { DropOverlay } from './DropOverlay.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { useImportRun } from './useImportRun.ts';

/** Everything of the page, able to import: by a dropped file, and through the context by whatever offers it. */
export function ImportReviews({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const run = useImportRun();
  const open = (chosen?: File) => {
    // one import at a time: what is dropped meanwhile shows the one that runs
    if (!run.isRunning && chosen) {
      run.clear();
      setFile(chosen);
    }
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    if (run.isRunning) return;
    setFile(null);
    run.clear();
  };
  return (
    <ImportReviewsContext value={{ open, isRunning: run.isRunning }}>
      {children}
      <DropOverlay onDrop={open} />
      {isOpen && <ImportDialog file={file} onFile={setFile} run={run} onClose={close} />}
    </ImportReviewsContext>
  );
}
