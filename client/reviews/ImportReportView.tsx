import { useState } from 'react';
import type { ImportReport } from '#shared/importEvent.ts';
import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { LineList } from './LineList.tsx';

interface ImportReportViewProps {
  filename: string;
  isResumed: boolean;
  report: ImportReport;
}

/** What became of the rows of a file. */
export function ImportReportView({ filename, isResumed, report }: ImportReportViewProps) {
  const [isCopied, setCopied] = useState(false);
  const { read, added, alreadyThere, bad, noted } = report;
  const counts = {
    'Rows read': read,
    Added: added,
    'There already': alreadyThere,
    'Could not be used': bad.count,
  };
  const lines = [...bad.first, ...noted.first].map(({ line, reason }) => `line ${line}: ${reason}`);
  const copy = async () => {
    await navigator.clipboard.writeText([filename, ...lines].join('\n'));
    setCopied(true);
  };
  return (
    <>
      <p className="wrap-anywhere">
        <strong>{filename}</strong> {isResumed ? 'went on from where it had broken off. ' : 'is imported. '}
        {added === 0 && alreadyThere > 0 ? 'There was nothing new in it.' : ''}
      </p>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-4 tabular-nums">
        {Object.entries(counts).map(([label, count]) => (
          <div key={label}>
            <dt className="text-xs text-ink-faint">{label}</dt>
            <dd className="text-lg font-semibold">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <LineList notes={bad} label="Lines that could not be used" />
      <LineList notes={noted} label="Lines that were added with something left out" />
      {lines.length > 0 && (
        <div className="flex flex-wrap items-center gap-3 text-sm text-ink-soft">
          <span>Mend these lines and import the file again: only what is new is added.</span>
          <Button onClick={() => void copy()}>{isCopied ? 'Copied' : 'Copy the list'}</Button>
        </div>
      )}
    </>
  );
}
