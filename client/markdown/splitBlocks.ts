const listMarker = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
// the number of a list's next item, as long as its dot has not come
const halfMarker = /^\d{1,9}$/;
const fenceMark = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Cuts Markdown into top-level blocks whose concatenation is the text itself. While an answer grows only the last
 * block changes, so only that one has to be parsed again. A list stays whole (its numbers run on), a fence too.
 * Definitions of reference links do not reach across blocks.
 */
export function splitBlocks(markdown: string): string[] {
  const blocks: string[] = [];
  let block = '';
  let fence = '';
  let inList = false;
  let afterBlank = false;
  for (const line of markdown.split(/(?<=\n)/)) {
    const isBlank = line.trim() === '';
    if (fence === '' && afterBlank && !isBlank && startsBlock(line, inList)) {
      blocks.push(block);
      block = '';
      inList = false;
    }
    if (block.trim() === '' && listMarker.test(line)) inList = true;
    block += line;
    afterBlank = isBlank;
    fence = nextFence(fence, line);
  }
  if (block !== '') blocks.push(block);
  return blocks;
}

function startsBlock(line: string, inList: boolean): boolean {
  if (/^(?: {2,}|\t)/.test(line)) return false;
  return !(inList && (listMarker.test(line) || halfMarker.test(line)));
}

/** The mark that will close the fence this line is in, or nothing outside of one. */
function nextFence(fence: string, line: string): string {
  const mark = fenceMark.exec(line)?.[1];
  if (mark === undefined) return fence;
  if (fence === '') return mark;
  const closes = mark.startsWith(fence) && line.trim() === mark;
  return closes ? '' : fence;
}
