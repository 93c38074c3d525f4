/** A rough stem, so that `crash`, `crashes`, `crashed` and `crashing` count as one word. For comparing, never for showing. */
export function stem(word: string): string {
  const plain = word.toLowerCase().replace(/['’](?:s|t|re|ve|ll|d|m)?$/u, '');
  const cut = withoutEnding(plain);
  return cut
    .replace(/(?<=..)([bcdfglmnprtz])\1$/, '$1')
    .replace(/(?<=..)e$/, '')
    .replace(/(?<=..)y$/, 'i');
}

function withoutEnding(word: string): string {
  for (const ending of ['ing', 'ed', 'es', 's']) {
    if (!word.endsWith(ending) || /(?:ss|us|is)$/.test(word)) continue;
    const rest = word.slice(0, -ending.length);
    const enough = ending === 's' ? rest.length >= 2 : rest.length >= 3;
    if (enough && /[aeiouy]/.test(rest)) return rest;
  }
  return word;
}
