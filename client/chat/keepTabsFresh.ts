import type { QueryClient } from '@tanstack/react-query';

/** Other tabs of this browser learn that a run began or ended, and ask the server what it is now. */
export function keepTabsFresh(queries: QueryClient): { announce: () => void } {
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['sessions'] });
    void queries.invalidateQueries({ queryKey: ['session'] });
    void queries.invalidateQueries({ queryKey: ['calls'] });
    void queries.invalidateQueries({ queryKey: ['usage'] });
  };
  const channel = new BroadcastChannel('candor-runs');
  channel.addEventListener('message', refresh);
  return {
    announce: () => {
      refresh();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window: it has no target
      channel.postMessage('changed');
    },
  };
}
