import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that a harness started, and ends by its own handle only. */
export interface OwnProcess<Ready> {
  ready: Ready;
  /** From the start to the line that said so. */
  readyMs: number;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

interface OwnProcessOptions<Ready> {
  /** A TypeScript file, run by this process's own Node. */
  script: string;
  args?: string[];
  env?: Record<string, string>;
  cwd: string;
  /** Reads one line of its output; anything but null means that it is ready. */
  readLine: (line: string) => Ready | null;
}

/** Starts a script of this project and waits until it says that it is ready. */
export async function startOwnProcess<Ready>(options: OwnProcessOptions<Ready>): Promise<OwnProcess<Ready>> {
  const startedMs = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', options.script, ...(options.args ?? [])],
    { cwd: options.cwd, env: { PATH, HOME, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // a harness that is itself cut short leaves nothing running
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const ready = await readyLine(child, options.readLine);
  if (ready === null) throw new Error(`${options.script} did not start: ${complaints.join('')}`);
  return {
    ready,
    readyMs: performance.now() - startedMs,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

async function readyLine<Ready>(
  child: ChildProcess,
  readLine: (line: string) => Ready | null,
): Promise<Ready | null> {
  if (child.stdout === null) return null;
  const { promise, resolve } = Promise.withResolvers<Ready | null>();
  const lines = createInterface({ input: child.stdout });
  // read to the end, so that a full pipe never holds the process up
  lines.on('line', (line) => {
    const ready = readLine(line);
    if (ready !== null) resolve(ready);
  });
  lines.on('close', () => resolve(null));
  return promise;
}
