import { useContext } from 'react';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EarlierImports } from './EarlierImports.tsx';
import { SampleSwitch } from './SampleSwitch.tsx';

/** Where the reviews came from: the imports, each with its undo, and the sample. */
export function ImportsDialog({ onClose }: { onClose: () => void }) {
  const { open } = useContext(ImportReviewsContext);
  return (
    <Dialog title="Imports" shape="drawer" onClose={onClose}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <div className="flex flex-wrap items-center gap-4 text-sm text-ink-soft">
          <p className="flex-1 basis-64">
            Each import can be undone: what it added is taken back, what was there before stays. The same file
            twice adds nothing.
          </p>
          <Button
            look="primary"
            onClick={() => {
              onClose();
              open();
            }}
          >
            Import a file
          </Button>
        </div>
        <EarlierImports whenNone={<p className="text-sm text-ink-soft">Nothing was imported here yet.</p>} />
        <SampleSwitch />
      </div>
    </Dialog>
  );
}
