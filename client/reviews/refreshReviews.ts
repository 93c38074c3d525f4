import type { QueryClient } from '@tanstack/react-query';

/** Everything that was read from the reviews is read again: some came or went. */
export async function refreshReviews(queries: QueryClient): Promise<void> {
  const keys = ['companies', 'imports', 'reviews'];
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
