import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type MemoryUse, memoryUse } from './announce.ts';
import { onCore } from './cores.ts';

/** A process of the bench that serves something. */
export interface Child extends AsyncDisposable {
  url: string;
  pid: number;
  /** User and system time of all its threads since its start. */
  cpuMicroseconds(): Promise<number>;
  /** Its memory once the garbage is collected. */
  memoryUse(): Promise<MemoryUse>;
}

interface ChildOptions {
  /** Path beside this file. */
  module: string;
  env: Record<string, string>;
  nodeOptions: string[];
  /** The one core it may run on. */
  core: number;
}

/** Starts a module as a process of its own on one core and waits until it listens. */
export async function startChild({ module, env, nodeOptions, core }: ChildOptions): Promise<Child> {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const { command, args } = onCore(core, process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    ...nodeOptions,
    path,
  ]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // nothing of the person's own configuration: every machine measures the same thing
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
  });
  const url = String(await reply(child));
  return {
    url,
    pid: child.pid ?? 0,
    async cpuMicroseconds() {
      child.send('cpu');
      return Number(await reply(child));
    },
    async memoryUse() {
      child.send('memory');
      return memoryUse.parse(await reply(child));
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** What a child says next. Rejects when it ends instead. */
async function reply(child: ChildProcess): Promise<unknown> {
  const heard = new AbortController();
  const { signal } = heard;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message),
      once(child, 'exit', { signal }).then(() => {
        throw new Error(`${child.spawnargs.at(-1)} ended before it answered`);
      }),
    ]);
  } finally {
    heard.abort();
  }
}
