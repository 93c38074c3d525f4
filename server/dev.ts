import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Server and page side by side, both reloading when their files change. */
const root = join(import.meta.dirname, '..');
const start = (args: string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const children = [
  start(['--disable-warning=ExperimentalWarning', '--watch', 'server/main.ts', '--no-page']),
  start(['node_modules/vite/bin/vite.js']),
];
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode = code ?? 0;
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
