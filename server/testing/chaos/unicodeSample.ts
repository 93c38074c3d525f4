/** Text that breaks careless code, by name. */
const samples = new Map<string, string>([
  ['nul', 'nul \u0000 here'],
  ['surrogate', 'lone \ud83d here'],
  ['bidi', 'bidi \u202edesrever\u202c here'],
  ['zwj', 'family \u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} here'],
  ['combining', `marks Z${'\u0301'.repeat(20)} here`],
  ['2028', 'line \u2028 and \u2029 here'],
  ['rtl', 'right to left \u0645\u0631\u062d\u0628\u0627 here'],
]);

/**
 * A sample by its name; `all` is all of them.
 * @throws SyntaxError when there is no such sample.
 */
export function unicodeSample(kind: string): string {
  if (kind === 'all') return [...samples.values()].join(' ');
  const sample = samples.get(kind);
  if (sample === undefined) throw new SyntaxError(`there is no unicode sample "${kind}"`);
  return sample;
}
