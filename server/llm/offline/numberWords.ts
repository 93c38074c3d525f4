/** One to twelve in English, then German, French and Spanish as far as the words mean nothing else. */
const words = `one, two zwei deux dos, three drei trois tres, four vier quatre cuatro, five fünf cinq cinco,
  six sechs seis, seven, eight, nine, ten, eleven, twelve`
  .split(/,\s+/)
  .map((forms) => forms.split(' '));

/** Source of a regular expression for a number in digits or as a word. */
export const numberPattern = `\\d{1,2}|${words.flat().join('|')}`;

/** What `three` or `3` means. */
export function numberOf(text: string): number {
  return words.findIndex((forms) => forms.includes(text.toLowerCase())) + 1 || Number(text);
}
