/** Two words in quotation marks are a name as often as a quote. */
const fewestWords = 3;

/** Where the quotes stand in a review, in order and apart from each other; letters and digits count, nothing else. */
export function quotedIn(review: string, quotes: readonly string[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const quote of quotes) {
    const words = quote.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < fewestWords) continue;
    const pattern = new RegExp(words.join('[^\\p{L}\\p{N}]+'), 'iu');
    const match = pattern.exec(review);
    if (match) found.push([match.index, match.index + match[0].length]);
  }
  const ordered = found.toSorted((a, b) => a[0] - b[0]);
  return ordered.filter(([from], index) => index === 0 || from >= (ordered[index - 1]?.[1] ?? 0));
}
