import { jsonRow } from './jsonRow.ts';
import { MAX_ROW_CHARACTERS, type ParsedRow } from './parsedRow.ts';

/** Rows of JSON Lines, streamed: one object per line; a broken line costs only itself. */
export async function* readJsonLines(chunks: AsyncIterable<string>): AsyncGenerator<ParsedRow> {
  let pending = '';
  let lineNumber = 1;
  for await (const chunk of chunks) {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') yield jsonRow(line, lineNumber);
      lineNumber++;
    }
    if (pending.length > MAX_ROW_CHARACTERS) {
      yield { lineNumber, reason: 'this line is too long to be a review; nothing after it was read' };
      return;
    }
  }
  if (pending.trim() !== '') yield jsonRow(pending, lineNumber);
}
