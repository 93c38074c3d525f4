const shortest = 5;

/** Whether a word is another with two neighbours swapped or, if it is long enough, one letter more, less or else. */
export function isTypoOf(word: string, known: string): boolean {
  if (word === known || Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  const [rest, own] = [word.slice(start), known.slice(start)];
  const isSwapped = rest[0] === own[1] && rest[1] === own[0] && rest.slice(2) === own.slice(2);
  if (isSwapped && rest.length > 1) return true;
  if (known.length < shortest) return false;
  return rest.slice(1) === own.slice(1) || rest.slice(1) === own || rest === own.slice(1);
}
