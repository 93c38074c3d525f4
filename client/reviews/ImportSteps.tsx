import { ChooseFile } from './ChooseFile.tsx';
import { FilePreview } from './FilePreview.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import type { ImportRun } from './useImportRun.ts';

interface ImportStepsProps {
  run: ImportRun;
  /** The file to look at; each choice has an id of its own. */
  chosen: { file: File; id: string } | null;
  onFile: (file: File) => void;
  onAnother: () => void;
  onClose: () => void;
}

/** Where an import stands: choosing, looking, importing, or what became of it. */
export function ImportSteps({ run, chosen, onFile, onAnother, onClose }: ImportStepsProps) {
  if (run.isRunning) return <ImportProgress run={run} />;
  if (run.attempt) return <ImportOutcome run={run} onAnother={onAnother} onClose={onClose} />;
  if (!chosen) return <ChooseFile onFile={onFile} />;
  return <FilePreview key={chosen.id} file={chosen.file} onStart={run.start} onAnother={onAnother} />;
}
