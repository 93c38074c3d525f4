import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { useNow } from '../ui/useNow.ts';
import type { ImportRun } from './useImportRun.ts';

/** An import under way: how far it is, how fast, and the two ways to stop it. */
export function ImportProgress({ run: { attempt, record, cancel } }: { run: ImportRun }) {
  const nowMs = useNow(true);
  if (!attempt) return null;
  const { file, companyId, expectedRows, startedMs } = attempt;
  const read = record?.read ?? 0;
  const rate = Math.round(read / Math.max(1, (nowMs - startedMs) / 1_000));
  const tenths = Math.min(9, Math.floor((read * 10) / Math.max(1, expectedRows)));
  return (
    <div className="grid gap-4">
      <p className="wrap-anywhere">
        Importing <strong>{file.name}</strong> into {companyId}. You may close this and go on asking; keep the
        page open.
      </p>
      <progress
        aria-label="Rows read"
        value={Math.min(read, expectedRows)}
        max={Math.max(1, expectedRows)}
        className="h-2 w-full accent-accent"
      />
      <p className="text-sm text-ink-soft tabular-nums">
        {formatCount(read)} of about {formatCount(Math.max(read, expectedRows))} rows,{' '}
        {formatCount(record?.added ?? 0)} added, {formatCount(rate)} rows a second
      </p>
      <p role="status" className="sr-only">
        {tenths === 0 ? 'The import has begun' : `${tenths}0 percent`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => cancel('keep')}>Cancel and keep what was added</Button>
        <Button onClick={() => cancel('undo')}>Cancel and undo</Button>
      </div>
    </div>
  );
}
