const maxDepth = 24;
const maxUnits = 20_000;

/**
 * True for a block that would overflow a parser's stack or freeze the page: thousands of `>` in a row, a megabyte
 * without a blank line. Such a block is shown as the plain text it is.
 */
export function isTooMuchMarkdown(block: string): boolean {
  if (block.length > maxUnits) return true;
  return block.split('\n').some((line) => openersOf(line) > maxDepth);
}

/** How many quotes and lists the line could open at once, and how many brackets or emphases it could nest. */
function openersOf(line: string): number {
  const lead = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? '';
  const containers = lead.match(/>|[*+-](?=\s)|\d[.)]/g)?.length ?? 0;
  const indentation = Math.floor((/^\s*/.exec(line)?.[0].length ?? 0) / 4);
  const brackets = Math.max(0, ...(line.match(/\[{2,}/g) ?? []).map((run) => run.length));
  return Math.max(containers, indentation, brackets);
}
