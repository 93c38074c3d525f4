import { jsonRow } from './jsonRow.ts';
import { MAX_ROW_CHARACTERS, type ParsedRow } from './parsedRow.ts';

const noList =
  'this JSON holds no list of reviews: write [{"text": "…"}, {"text": "…"}], or one such object per line';
const cutShort = 'the list ends in the middle of an item: the file was cut short, so fetch it again';

/**
 * Rows of a JSON list, streamed: `[{…}, {…}]`, or the first list inside one object (`{"reviews": [{…}]}`).
 * The text is cut into the list's items by brackets and strings alone; each item is then parsed by itself.
 */
export async function* readJsonArray(chunks: AsyncIterable<string>): AsyncGenerator<ParsedRow> {
  let lineNumber = 1;
  let depth = 0;
  let listDepth: number | null = null;
  let inString = false;
  let escaped = false;
  let item = '';
  let itemLine = 1;
  for await (const chunk of chunks) {
    let itemStart = 0;
    for (let index = 0; index < chunk.length; index++) {
      const character = chunk[index];
      if (character === '\n') lineNumber++;
      if (inString) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') inString = false;
        continue;
      }
      if (character === '"') inString = true;
      else if (character === '{' || (character === '[' && (listDepth !== null || depth > 1))) depth++;
      else if (character === '[') {
        depth++;
        listDepth = depth;
        itemStart = index + 1;
        itemLine = lineNumber;
      } else if (depth === listDepth && (character === ',' || character === ']')) {
        item += chunk.slice(itemStart, index);
        if (item.trim() !== '') yield rowOf(item, itemLine);
        if (character === ']') return;
        item = '';
        itemStart = index + 1;
        itemLine = lineNumber;
      } else if (character === '}' || character === ']') depth--;
    }
    if (listDepth !== null) item += chunk.slice(itemStart);
    if (item.length > MAX_ROW_CHARACTERS) {
      yield { lineNumber: itemLine, reason: 'an item is too long to be a review; nothing after it was read' };
      return;
    }
  }
  if (listDepth === null) yield { lineNumber: 1, reason: noList };
  else yield { lineNumber, reason: cutShort };
}

function rowOf(item: string, beforeItem: number): ParsedRow {
  // line breaks between the comma and the item belong to no item
  const blank = item.length - item.trimStart().length;
  return jsonRow(item, beforeItem + item.slice(0, blank).split('\n').length - 1);
}
