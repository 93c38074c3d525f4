const listMarker = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
// the number of a list's next item, as long as its dot has not come
const halfMarker = /^\d{1,9}$/;
const fenceMark = /^ {0,3}(`{3,}|~{3,})/;
/** A list longer than this is cut between two of its items: numbers go on, and what was parsed stays parsed. */
const longListUnits = 1_500;

/**
 * Cuts Markdown into top-level blocks whose concatenation is the text itself. While an answer grows only the last
 * block changes, so only that one has to be parsed again. A fence stays whole, and a list unless it is long.
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
    const isItem = listMarker.test(line);
    const startsBlock =
      inList && isItem ? block.length > longListUnits : afterBlank && !continues(line, inList);
    if (fence === '' && !isBlank && startsBlock) {
      blocks.push(block);
      block = '';
      inList = false;
    }
    if (block.trim() === '' && isItem) inList = true;
    block += line;
    afterBlank = isBlank;
    fence = nextFence(fence, line);
  }
  if (block !== '') blocks.push(block);
  return blocks;
}

/** Whether a line after a blank one still belongs to the block above it. */
function continues(line: string, inList: boolean): boolean {
  return /^(?: {2,}|\t)/.test(line) || (inList && halfMarker.test(line));
}

/** The mark that will close the fence this line is in, or nothing outside of one. */
function nextFence(fence: string, line: string): string {
  const mark = fenceMark.exec(line)?.[1];
  if (mark === undefined) return fence;
  if (fence === '') return mark;
  const closes = mark.startsWith(fence) && line.trim() === mark;
  return closes ? '' : fence;
}
