import { spawn } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from './appError.ts';
import { compressPage } from './compressPage.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the built page lies. */
const pageFolder = join(root, 'dist/client');
const sources = [
  'client/**/*.{ts,tsx,css,js}',
  'shared/**/*.ts',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the page when its sources are newer than what was built last; returns its folder. */
export async function buildPage(onProgress: (message: string) => void): Promise<string> {
  const built = join(pageFolder, 'index.html');
  if (existsSync(built) && !changedSince(statSync(built).mtimeMs)) return pageFolder;
  onProgress('Building the page');
  await run(join(root, 'node_modules/vite/bin/vite.js'), ['build', '--logLevel', 'error']);
  await compressPage(pageFolder);
  return pageFolder;
}

function changedSince(builtMs: number): boolean {
  return globSync(sources, { cwd: root }).some(
    (file) => !file.includes('.test.') && statSync(join(root, file)).mtimeMs > builtMs,
  );
}

function run(script: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      // whoever asks, a test as well, gets the page that people get
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new AppError('page-not-built', `The page could not be built:\n${complaints.trim()}`));
    });
  });
}
