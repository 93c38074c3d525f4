import { z } from 'zod';

export const memoryUse = z.object({
  residentBytes: z.number(),
  /** What JavaScript holds, buffers included; not the memory of the PostgreSQL that PGlite carries. */
  liveBytes: z.number(),
});
export type MemoryUse = z.infer<typeof memoryUse>;

/**
 * The child's side of `startChild`: says where it listens, then answers what it is asked, and ends with its parent.
 * `cpu`: user and system time of all its threads, in microseconds. `memory`: bytes once the garbage is collected.
 */
export function announce(url: string): void {
  process.on('message', (question) => {
    if (question === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.(user + system);
    } else {
      globalThis.gc?.();
      const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
      process.send?.({ residentBytes: rss, liveBytes: heapUsed + arrayBuffers } satisfies MemoryUse);
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(url);
}
