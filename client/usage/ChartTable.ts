import type { UsageSearch } from './usageSearch.ts';

/** What a chart shows, as a table: for reading and for a file. */
export interface ChartTable {
  head: string[];
  /** Each cell as it reads, and exactly. The first of a row names it. */
  rows: ChartCell[][];
}

interface ChartCell {
  shown: string;
  exact: string | number;
  /** What narrows the page to the row that this names. */
  narrows?: Partial<UsageSearch>;
}
