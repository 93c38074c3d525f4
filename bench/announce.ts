/** What a measured process says of itself. */
export interface ProcessUsage {
  /** User and system time of all its threads since its start, in microseconds. */
  cpuMicroseconds: number;
  rssBytes: number;
}

/** The child's side of `startChild`: tells where it listens, and its usage when asked; ends with its parent. */
export function announce(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const usage: ProcessUsage = { cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}
