// oxlint-disable no-restricted-imports, no-console -- run by Node, to build what programs install
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { collectDeclarations } from './collectDeclarations.ts';

const root = dirname(dirname(import.meta.dirname));
const entries = {
  createCandorClient: 'client/programs/createCandorClient.ts',
  followRun: 'client/programs/followRun.ts',
  foldRun: 'shared/runView.ts',
  emptyRun: 'shared/runView.ts',
};
const types = {
  'CandorClient, CandorError': 'client/api.ts',
  CandorClientOptions: 'client/programs/createCandorClient.ts',
  'FollowOptions, RunConnection': 'client/programs/followRun.ts',
  ChatEvent: 'shared/chatEvent.ts',
  'RunView, StreamEvent': 'shared/runView.ts',
};
const dependencies = ['@trpc/client', '@trpc/server', 'eventsource', 'zod'];

// tRPC's declarations name the types of `ws`, which nothing here needs; a pattern counts only where they are missing
const optionalModules = `declare module 'ws*' {
  namespace ws {
    type WebSocket = object;
    type WebSocketServer = object;
  }
  export default ws;
}
`;

/** Builds `candor-client` into a folder: one JavaScript file, and declarations without anything of the server behind them. */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([buildJavaScript(folder), buildDeclarations(folder), writeManifest(folder)]);
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE')).catch(() => undefined);
}

async function buildJavaScript(folder: string): Promise<void> {
  const entry = join(root, 'candor-client');
  const source = reExports(entries, 'export', (file) => join(root, file));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [
      {
        name: 'package-entry',
        // no file: the entry only gathers what others export
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'es2024',
      lib: { entry, formats: ['es'], fileName: () => 'index.js' },
      rolldownOptions: { external: dependencies },
    },
  });
}

async function buildDeclarations(folder: string): Promise<void> {
  const emitted = await mkdtemp(join(tmpdir(), 'candor-declarations-'));
  try {
    const compiler = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(
      'package.json',
      'bin/tsc',
    );
    const config = join(import.meta.dirname, 'tsconfig.package.json');
    await promisify(execFile)(process.execPath, [compiler, '-p', config, '--outDir', emitted]);
    const sources = [...Object.values(entries), ...Object.values(types)];
    const declarations = await collectDeclarations(emitted, sources);
    for (const [file, text] of declarations) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const index = reExports(entries, 'export', asModule) + reExports(types, 'export type', asModule);
    await writeFile(join(folder, 'index.d.ts'), `/// <reference path="./optional.d.ts" />\n${index}`);
    await writeFile(join(folder, 'optional.d.ts'), optionalModules);
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

async function writeManifest(folder: string): Promise<void> {
  const own: { version: string; license: string; dependencies: Record<string, string> } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const manifest = {
    name: 'candor-client',
    version: own.version,
    description: 'Ask Candor from a program, and follow every step of the answer.',
    license: own.license,
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, own.dependencies[name]])),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function asModule(file: string): string {
  return `./${file.replace(/\.ts$/, '.js')}`;
}

function reExports(names: Record<string, string>, keyword: string, from: (file: string) => string): string {
  return Object.entries(names)
    .map(([name, file]) => `${keyword} { ${name} } from ${JSON.stringify(from(file))};\n`)
    .join('');
}

if (import.meta.main) {
  const folder = join(root, 'dist/client-package');
  await buildPackage(folder);
  console.log(`candor-client is in ${folder}; install it with: npm install ${folder}`);
}
