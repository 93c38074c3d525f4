/** How a file of reviews is laid out. */
export type FileFormat = { kind: 'delimited'; delimiter: string } | { kind: 'json' } | { kind: 'json-lines' };

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** Tells a file's layout from its beginning; the name decides only where the content could be either. */
export function fileFormat(head: string, filename = ''): FileFormat {
  const first = head.trimStart()[0];
  const extension = filename.toLowerCase().match(/\.(\w+)$/)?.[1];
  if (extension === 'jsonl' || extension === 'ndjson') return { kind: 'json-lines' };
  if (first === '{') return { kind: isWholeObject(firstLine(head)) ? 'json-lines' : 'json' };
  if (first === '[' && extension !== 'csv' && extension !== 'tsv') return { kind: 'json' };
  if (extension === 'tsv') return { kind: 'delimited', delimiter: '\t' };
  return { kind: 'delimited', delimiter: likeliestDelimiter(head) };
}

function firstLine(head: string): string {
  return head.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? '';
}

function isWholeObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    // a wrapper such as {"reviews": […]} on one line is a list, not the first of many lines
    return typeof value === 'object' && value !== null && !Object.values(value).some(isListOfObjects);
  } catch {
    return false;
  }
}

function isListOfObjects(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'object' && item !== null)
  );
}

/** The separator that splits the header into the most columns; a header names columns, so it is rarely prose. */
function likeliestDelimiter(head: string): string {
  const header = firstLine(head).replace(/"(?:[^"]|"")*"/g, '""');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
