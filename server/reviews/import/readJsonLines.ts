import { flatRecord } from './flatRecord.ts';
import { MAX_ROW_CHARACTERS, type ParsedRow } from './parsedRow.ts';

/** Rows of JSON Lines, streamed: one object per line; a broken line costs only itself. */
export async function* readJsonLines(chunks: AsyncIterable<string>): AsyncGenerator<ParsedRow> {
  let pending = '';
  let lineNumber = 1;
  for await (const chunk of chunks) {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') yield rowOf(line, lineNumber);
      lineNumber++;
    }
    if (pending.length > MAX_ROW_CHARACTERS) {
      yield { lineNumber, reason: 'this line is too long to be a review; nothing after it was read' };
      return;
    }
  }
  if (pending.trim() !== '') yield rowOf(pending, lineNumber);
}

function rowOf(line: string, lineNumber: number): ParsedRow {
  try {
    const record = flatRecord(JSON.parse(line));
    return record ? { lineNumber, record } : { lineNumber, reason: 'not a JSON object' };
  } catch {
    return { lineNumber, reason: 'not valid JSON' };
  }
}
