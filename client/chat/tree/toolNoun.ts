const nouns: Record<string, [string, string]> = {
  search_reviews: ['search', 'searches'],
  count_reviews: ['count', 'counts'],
};

/** What uses of a tool are called: `search`, `6 searches`; a tool unknown here goes by its name. */
export function toolNoun(name: string, count: number): string {
  const [one, many] = nouns[name] ?? [name, `× ${name}`];
  return count === 1 ? one : `${count} ${many}`;
}
