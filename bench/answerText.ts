const words =
  ' The battery holds a full day of use and most buyers praise it while some found the strap too short for them.'.match(
    / [^ ]+/g,
  ) ?? [];

/** Token `n` of every answer: one word with the space before it, so tokens are counted by their spaces. */
export function tokenText(n: number): string {
  return words[n % words.length] ?? ' word';
}

/** The whole answer of so many tokens, as it has to reach every follower. */
export function answerText(tokens: number): string {
  return Array.from({ length: tokens }, (_, n) => tokenText(n)).join('');
}
