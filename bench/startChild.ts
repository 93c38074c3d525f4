import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ProcessUsage } from './announce.ts';

/** A process of the bench that serves something. */
export interface Child extends AsyncDisposable {
  url: string;
  usage(): Promise<ProcessUsage>;
}

interface ChildOptions {
  /** Path beside this file. */
  module: string;
  env?: Record<string, string>;
  nodeOptions?: string[];
  /** The one core it may run on. */
  core: number;
}

/** Whether processes can be bound to a core here: two cores, and Linux' `taskset`. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Binds this process, and so whatever it starts from now on, to one core. */
export function pinSelf(core: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** Starts a module as a process of its own on one core and waits until it listens. */
export async function startChild({ module, env = {}, nodeOptions = [], core }: ChildOptions): Promise<Child> {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const command = [
    ...(canPin ? ['taskset', '-c', String(core)] : []),
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    ...nodeOptions,
    path,
  ];
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const { url } = await reply<{ url: string }>(child);
  return {
    url,
    usage() {
      child.send('usage');
      return reply<ProcessUsage>(child);
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** The next message of a child of ours; what it says is fixed by `announce.ts`. */
async function reply<Message>(child: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]: Message[]) => message as Message),
      once(child, 'exit', { signal }).then(() => {
        throw new Error(`${child.spawnargs.at(-1)} ended before it answered`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
