import { Download, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/showToast.ts';
import type { ChartTable } from './ChartTable.ts';
import { ChartTableView } from './ChartTableView.tsx';
import { downloadCsv } from './downloadCsv.ts';

interface ChartFrameProps {
  title: string;
  /** What the chart shows, in a sentence. */
  summary: ReactNode;
  /** What else it could show. */
  controls?: ReactNode;
  /** Its numbers; absent until they are known. */
  table: ChartTable | undefined;
  /** Of its file, without an ending. */
  fileName: string;
  children: ReactNode;
}

/** A chart with its heading: also as a table, and as a file. */
export function ChartFrame({ title, summary, controls, table, fileName, children }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  const id = useId();
  const save = () => {
    if (table)
      void downloadCsv(fileName, table).catch(() =>
        showToast({ text: 'The file could not be made. Try again.', tone: 'danger' }),
      );
  };
  return (
    <section aria-labelledby={id} className="@container grid min-w-0 content-start gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={id} className="mr-auto font-semibold">
          {title}
        </h2>
        {controls}
        <Button
          look="quiet"
          aria-pressed={isTable}
          title="As a table"
          className="min-h-8! px-2! aria-pressed:bg-accent-wash aria-pressed:text-ink"
          onClick={() => setTable(!isTable)}
        >
          <Table2 size={14} aria-hidden />
          <span className="@max-3xl:sr-only">Table</span>
        </Button>
        <Button
          look="quiet"
          className="min-h-8! px-2!"
          title="As a file, CSV"
          disabled={!table}
          onClick={save}
        >
          <Download size={14} aria-hidden />
          <span className="@max-3xl:sr-only">CSV</span>
          <span className="sr-only"> of {title.toLowerCase()}</span>
        </Button>
      </div>
      <p className="text-sm text-ink-soft">{summary}</p>
      {isTable && table ? <ChartTableView label={title} table={table} /> : children}
    </section>
  );
}
