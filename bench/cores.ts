import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** Whether processes can be bound to a core here: it takes two cores, and the `taskset` of Linux. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Binds this process, and so whatever it starts from now on, to one core. */
export function pinSelf(core: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** Takes that back: a browser is several processes, which share the cores as they do with a person. */
export function unpinSelf(): void {
  const cores = `0-${cpus().length - 1}`;
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)]);
}

/** The command that runs another one on one core. */
export function onCore(core: number, command: string, args: string[]): { command: string; args: string[] } {
  return canPin ? { command: 'taskset', args: ['-c', String(core), command, ...args] } : { command, args };
}

/**
 * How long the main thread of a process was ready to run while its core worked for others, in milliseconds since its
 * start (https://docs.kernel.org/scheduler/sched-stats.html). 0 where the system does not say.
 */
export function waitedMs(pid: number): number {
  if (!canPin) return 0;
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1_000_000;
}
