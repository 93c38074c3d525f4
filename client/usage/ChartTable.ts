/** What a chart shows, as a table: for reading and for a file. */
export interface ChartTable {
  head: string[];
  /** Each cell as it reads, and exactly. The first of a row names it. */
  rows: { shown: string; exact: string | number }[][];
}
