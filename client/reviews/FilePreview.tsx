import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportPreview, previewBytes } from '#shared/importPreview.ts';
import { textId } from '#shared/limits.ts';
import { formatCount } from '#shared/money.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useCompany } from '../useCompany.ts';
import { CompanyField } from './CompanyField.tsx';
import { LineList } from './LineList.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { previewFile } from './previewFile.ts';
import type { ImportRequest } from './useImportRun.ts';

interface FilePreviewProps {
  file: File;
  onStart: (request: ImportRequest) => void;
  onAnother: () => void;
}

/** How a file would be read, to be put right before anything is written. */
export function FilePreview({ file, onStart, onAnother }: FilePreviewProps) {
  const { company } = useCompany();
  // nobody wants their own reviews among the sample's
  const [companyId, setCompanyId] = useState(
    company && !company.isSample ? company.id : companyIdFrom(file.name),
  );
  const [mapping, setMapping] = useState<ReviewMapping | null>(null);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['import-preview', file.name, file.size, file.lastModified, mapping],
    queryFn: ({ signal }) => previewFile(file, mapping, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error) {
    return (
      <Notice tone="danger" urgent>
        <p className="flex-1 basis-64 wrap-anywhere">
          {file.name}: {error.message}
        </p>
        <Button onClick={onAnother}>Choose another file</Button>
      </Notice>
    );
  }
  if (!data) return <p role="status">Reading {file.name}…</p>;
  const hasText = data.mapping.text !== undefined;
  const start = () =>
    onStart({ file, companyId, mapping: data.mapping, expectedRows: expectedRows(data, file.size) });
  return (
    <form
      aria-label="Preview"
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p className="wrap-anywhere">
        <strong>{file.name}</strong>: this is how its first rows would be stored. Put right what a column is
        read as; nothing is written yet.
      </p>
      <PreviewTable preview={data} onMapping={setMapping} />
      <div role="status" className="grid gap-1 text-sm text-ink-soft">
        <p>{hasText ? verdict(data) : 'Choose which column holds the text of a review.'}</p>
        <LineList notes={data.bad} label="Rows that could not be used" />
        <LineList notes={data.noted} label="Rows that would lose something" />
      </div>
      <CompanyField value={companyId} onChange={setCompanyId} />
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          disabled={!hasText || isPlaceholderData || !textId.safeParse(companyId).success}
        >
          Import
        </Button>
        <Button look="quiet" onClick={onAnother}>
          Choose another file
        </Button>
      </div>
    </form>
  );
}

function verdict({ read, bad, isCut }: ImportPreview): string {
  const rows = `${isCut ? 'Of the first ' : 'Of '}${formatCount(read)} rows`;
  return bad.count === 0
    ? `${rows} all can be used.`
    : `${rows} ${formatCount(bad.count)} could not be used.`;
}

function expectedRows({ read, isCut }: ImportPreview, sizeBytes: number): number {
  return isCut ? Math.round((read * sizeBytes) / previewBytes) : read;
}

/** `Acme reviews (2).csv` becomes `acme-reviews-2`. */
function companyIdFrom(filename: string): string {
  const words = filename
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, 60) ?? 'my-company';
}
