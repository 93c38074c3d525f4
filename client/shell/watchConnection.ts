import type { QueryClient } from '@tanstack/react-query';
import { isRefusal } from '../programs/isRefusal.ts';

/**
 * The one place that hears of a lost connection: any question to the server that failed, or the machine that went on
 * or off line. Each asks for the server's status, whose state is what the page shows.
 */
export function watchConnection(queries: QueryClient): void {
  const doubt = () => void queries.refetchQueries({ queryKey: ['system'] });
  let wasLost = false;
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return;
    const { status, error } = query.state;
    if (query.queryKey[0] !== 'system') {
      const isLost = queries.getQueryState(['system'])?.status === 'error';
      if (status === 'error' && !isLost && !isRefusal(error)) doubt();
      return;
    }
    if (status === 'error') wasLost = true;
    if (status !== 'success' || !wasLost) return;
    wasLost = false;
    // whatever failed meanwhile is asked again
    void queries.invalidateQueries({ predicate: (other) => other.queryKey[0] !== 'system' });
  });
  addEventListener('online', doubt);
  addEventListener('offline', doubt);
}
