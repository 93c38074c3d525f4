import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether processes can be bound to a core here: it takes two cores, and the `taskset` of Linux. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Binds this process, and so whatever it starts from now on, to one core. */
export function pinSelf(core: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** The command that runs another one on one core. */
export function onCore(core: number, command: string, args: string[]): { command: string; args: string[] } {
  return canPin ? { command: 'taskset', args: ['-c', String(core), command, ...args] } : { command, args };
}
