import { useId } from 'react';
import { EarlierImports } from './EarlierImports.tsx';
import { SampleSwitch } from './SampleSwitch.tsx';

/** Where a file comes from, and what was imported before. */
export function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const hintId = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid justify-items-center gap-2 rounded-lg border-2 border-dashed border-line px-4 py-8 text-center">
        <label className="inline-flex min-h-9 cursor-pointer items-center rounded-md bg-accent px-3 text-sm font-medium text-accent-ink focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:opacity-90">
          Choose a file
          <input
            type="file"
            aria-describedby={hintId}
            accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) onFile(file);
            }}
            className="sr-only"
          />
        </label>
        <p id={hintId} className="text-sm text-ink-soft">
          or drop one anywhere on the page: CSV, TSV, JSON or JSONL, of any size. You see how it is read
          before anything is written.
        </p>
      </div>
      <EarlierImports />
      <SampleSwitch />
    </div>
  );
}
