import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { newRequestId } from '../programs/newRequestId.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { useImportRun } from './useImportRun.ts';

const ImportSteps = lazy(() => import('./ImportSteps.tsx').then((file) => ({ default: file.ImportSteps })));

/**
 * Everything of the page, able to import: by a dropped file, and through the context by whatever offers it. Choose,
 * look, import, report; closing the dialog lets a running import go on.
 */
export function ImportReviews({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<{ file: File; id: string } | null>(null);
  const run = useImportRun();
  const another = () => {
    run.clear();
    setChosen(null);
  };
  const open = (file?: File) => {
    // one import at a time: what is dropped meanwhile shows the one that runs
    if (file && !run.isRunning) {
      run.clear();
      // every choice is a new one: nothing that was read or said of an earlier file is applied to this one
      setChosen({ file, id: newRequestId() });
    }
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    if (!run.isRunning) another();
  };
  return (
    <ImportReviewsContext value={{ open, isRunning: run.isRunning }}>
      {children}
      <DropOverlay onDrop={open} />
      {isOpen && (
        <Dialog title="Import reviews" shape="wide" onClose={close}>
          <Suspense fallback={<Skeleton label="Loading the import" />}>
            <ImportSteps run={run} chosen={chosen} onFile={open} onAnother={another} onClose={close} />
          </Suspense>
        </Dialog>
      )}
    </ImportReviewsContext>
  );
}
