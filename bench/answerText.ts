const words =
  ' The battery holds a full day of use and most buyers praise it while some found the strap too short for them.'.match(
    / [^ ]+/g,
  ) ?? [];

/**
 * Token `n` of an answer: one word with the space before it, so tokens are counted by their spaces. The first names
 * the stream, so that an answer that reached the wrong reader is found.
 */
export function tokenText(stream: number, n: number): string {
  return n === 0 ? ` #${stream}` : (words[n % words.length] ?? '');
}

/** The whole answer of so many tokens, as it has to reach its follower. */
export function answerText(stream: number, tokens: number): string {
  return Array.from({ length: tokens }, (_, n) => tokenText(stream, n)).join('');
}

/** Which stream an answer came from; NaN when it does not say. */
export function streamOf(text: string): number {
  return Number(/^ #(\d+)/.exec(text)?.[1]);
}
