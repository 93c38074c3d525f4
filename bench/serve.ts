import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';

/** What a measured process says of itself. */
export interface ProcessUsage {
  /** User and system time of all its threads since its start, in microseconds. */
  cpuMicroseconds: number;
  rssBytes: number;
}

/** The child's side of `startChild`: tells where it listens, and its usage when asked; ends with its parent. */
export function announce(url: string): void {
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    const usage: ProcessUsage = { cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}

/** Listens on a free loopback port and announces it. */
export async function serve(server: Server | RequestListener): Promise<void> {
  const listening = typeof server === 'function' ? createServer(server) : server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  announce(`http://127.0.0.1:${address.port}`);
}
