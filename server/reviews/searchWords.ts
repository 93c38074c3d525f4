/** Words of one search; a question of thousands would only slow the index down. */
const MAX_WORDS = 40;
const MAX_UNSPACED_WORDS = 10;

/** The words of a query as the index could know them: letters and digits only, lower case, each once. */
export function searchWords(query: string): string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+(?:\.\d+)*/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length <= 100).slice(0, MAX_WORDS);
}

/**
 * Words of languages written without spaces: runs of one script, at least two characters long. Hiragana is left
 * out, since it is mostly grammar.
 */
export function unspacedWords(query: string): string[] {
  const runs = query.match(/[\p{sc=Katakana}ー]{2,}|\p{sc=Han}{2,}|\p{sc=Thai}{2,}/gu) ?? [];
  return [...new Set(runs)].slice(0, MAX_UNSPACED_WORDS);
}
