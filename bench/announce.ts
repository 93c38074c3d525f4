/**
 * The child's side of `startChild`: says where it listens, then answers what it is asked, and ends with its parent.
 * `cpu`: user and system time of all its threads, in microseconds. `memory`: resident bytes without the garbage.
 */
export function announce(url: string): void {
  process.on('message', (question) => {
    if (question === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.(user + system);
    } else {
      globalThis.gc?.();
      process.send?.(process.memoryUsage.rss());
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(url);
}
