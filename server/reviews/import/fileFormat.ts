const SEPARATORS = [',', '\t', ';', '|'] as const;

/** How a file of reviews is laid out: as JSON, JSON Lines, or a table, told by what separates its cells. */
export type FileFormat = 'json' | 'json-lines' | (typeof SEPARATORS)[number];

/** Tells a file's layout from its beginning; the name decides only where the content could be either. */
export function fileFormat(head: string, filename = ''): FileFormat {
  const text = head.trimStart();
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  const extension = filename.toLowerCase().match(/\.(\w+)$/)?.[1];
  if (extension === 'jsonl' || extension === 'ndjson') return 'json-lines';
  if (text.startsWith('{')) return isWholeObject(firstLine) ? 'json-lines' : 'json';
  if (text.startsWith('[') && extension !== 'csv' && extension !== 'tsv') return 'json';
  return extension === 'tsv' ? '\t' : likeliestSeparator(firstLine);
}

function isWholeObject(line: string): boolean {
  try {
    const value: object = JSON.parse(line);
    // a wrapper such as {"reviews": […]} on one line is a list, not the first of many lines
    return !Object.values(value).some(isListOfObjects);
  } catch {
    return false;
  }
}

function isListOfObjects(value: unknown): boolean {
  const isObject = (item: unknown) => typeof item === 'object' && item !== null;
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

/** The separator that splits the header into the most columns; a header names columns, so it is rarely prose. */
function likeliestSeparator(firstLine: string) {
  const header = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const columns = (separator: string) => header.split(separator).length;
  return SEPARATORS.reduce((best, next) => (columns(next) > columns(best) ? next : best));
}
