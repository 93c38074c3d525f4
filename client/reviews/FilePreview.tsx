import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type ImportPreview, importPreview, previewBytes } from '#shared/importPreview.ts';
import { textId } from '#shared/limits.ts';
import { formatCount } from '#shared/money.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useCompany } from '../useCompany.ts';
import { CompanyField } from './CompanyField.tsx';
import { LineList } from './LineList.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { postFile } from './postFile.ts';
import type { ImportRequest } from './useImportRun.ts';

interface FilePreviewProps {
  file: File;
  onStart: (request: ImportRequest) => void;
  onAnother: () => void;
}

/** How a file would be read, to be put right before anything is written. It shows one file for as long as it lives. */
export function FilePreview({ file, onStart, onAnother }: FilePreviewProps) {
  const { company } = useCompany();
  const id = useId();
  // nobody wants their own reviews among the sample's
  const [companyId, setCompanyId] = useState(
    company && !company.isSample ? company.id : companyIdFrom(file.name),
  );
  /** What the person has put right; until then the server guesses. */
  const [chosen, setChosen] = useState<ReviewMapping | null>(null);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['import-preview', id, chosen],
    queryFn: async ({ signal }) => {
      const query = { filename: file.name, map: chosen ? JSON.stringify(chosen) : '' };
      // one byte more tells the server that the file goes on
      const body = file.slice(0, previewBytes + 1);
      const response = await postFile({ path: 'import/preview', query, body, signal });
      return importPreview.parse(await response.json());
    },
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
  // what was chosen counts at once, the rows follow when the server has read them anew
  const preview = isPlaceholderData ? withMapping(data, chosen ?? data.mapping) : data;
  const { mapping } = preview;
  return (
    <form
      aria-label="Preview"
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onStart({ file, companyId, mapping, expectedRows: expectedRows(data, file.size) });
      }}
    >
      <p className="wrap-anywhere">
        <strong>{file.name}</strong>: this is how its first rows would be stored. Put right what a column is
        read as; nothing is written yet.
      </p>
      <PreviewTable preview={preview} onMapping={setChosen} />
      <div role="status" className="grid gap-1 text-sm text-ink-soft">
        <p>
          {mapping.text === undefined ? 'Choose which column holds the text of a review.' : verdict(data)}
        </p>
        <LineList notes={data.bad} label="Rows that could not be used" />
        <LineList notes={data.noted} label="Rows that would lose something" />
      </div>
      <CompanyField value={companyId} onChange={setCompanyId} />
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          disabled={mapping.text === undefined || isPlaceholderData || !textId.safeParse(companyId).success}
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

function withMapping(preview: ImportPreview, mapping: ReviewMapping): ImportPreview {
  return { ...preview, mapping, rows: preview.rows.map((row) => ({ ...row, stored: null })) };
}

function verdict({ read, bad, isCut }: ImportPreview): string {
  const unused = bad.count === 0 ? 'all can' : `${formatCount(bad.count)} could not`;
  return `Of ${isCut ? 'the first ' : ''}${formatCount(read)} rows ${unused} be used.`;
}

function expectedRows({ read, isCut }: ImportPreview, sizeBytes: number): number {
  return isCut ? Math.round((read * sizeBytes) / previewBytes) : read;
}

/** `Acme reviews (2).csv` becomes `acme-reviews-2`. */
function companyIdFrom(filename: string): string {
  const stem = filename.replace(/\.\w+$/, '').toLowerCase();
  return (
    stem
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60) ?? 'my-company'
  );
}
