import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { useNow } from '../ui/useNow.ts';
import type { ImportRun } from './useImportRun.ts';

/** An import under way: how far it is, how fast, and the two ways to stop it. */
export function ImportProgress({ run: { attempt, record, ...run } }: { run: ImportRun }) {
  const nowMs = useNow(true);
  if (!attempt) return null;
  const read = record?.read ?? 0;
  const expected = Math.max(1, read, attempt.expectedRows);
  const rate = Math.round(read / Math.max(1, (nowMs - attempt.startedMs) / 1_000));
  const tenths = Math.min(9, Math.floor((read * 10) / expected));
  return (
    <div className="grid gap-4">
      <p className="wrap-anywhere">
        Importing <strong>{attempt.file.name}</strong> into {attempt.companyId}. You may close this and go on
        asking; keep the page open.
      </p>
      <progress aria-label="Rows read" value={read} max={expected} className="h-2 w-full accent-accent" />
      <p className="text-sm text-ink-soft tabular-nums">
        {formatCount(read)} of about {formatCount(expected)} rows, {formatCount(record?.added ?? 0)} added,{' '}
        {formatCount(rate)} rows a second
      </p>
      <p role="status" className="sr-only">
        {tenths === 0 ? 'The import has begun' : `${tenths}0 percent`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={run.cancel}>Cancel and keep what was added</Button>
        <Button onClick={run.cancelAndUndo}>Cancel and undo</Button>
      </div>
    </div>
  );
}
