import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage } from './buildPackage.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
let project = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'candor-outside-'));
  const installed = join(project, 'node_modules');
  await mkdir(installed);
  for (const name of ['@trpc', '@types', 'eventsource', 'eventsource-parser', 'zod', 'undici-types']) {
    await symlink(join(modules, name), join(installed, name));
  }
  await buildPackage(join(installed, 'candor-client'));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: 'nodenext',
    target: 'es2024',
  };
  const config = {
    compilerOptions: { ...compilerOptions, noEmit: true, types: ['node'] },
    include: ['*.ts'],
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
}, 180_000);
afterAll(() => rm(project, { recursive: true, force: true }));

const program = `
import { createCandorClient, emptyRun, foldRun, followRun } from 'candor-client';
const client = createCandorClient({ url: 'http://127.0.0.1:8000', apiKey: 'k' });
const { runId, sessionId } = await client.chat.send.mutate({ message: 'Hello' });
let view = emptyRun;
for await (const event of followRun(client, runId, { signal: AbortSignal.timeout(60_000) })) {
  if (event.type === 'answer-delta') process.stdout.write(event.text);
  view = foldRun(view, event);
}
const { stoppedCalls } = await client.chat.stop.mutate({ runId });
const { items } = await client.calls.list.query({ sessionId });
const total: number = items.reduce((sum, call) => sum + (call.totalTokens ?? 0), stoppedCalls);
console.log(view.answer, total);
`;

const mistakes = [
  ['event.text', 'event.txet'],
  ["{ message: 'Hello' }", "{ mesage: 'Hello' }"],
  ['call.totalTokens', 'call.tokens'],
  ['client.calls.list', 'client.calls.lists'],
] as const;

test('a strict program outside compiles with every declaration checked, and one with a wrong name does not', async () => {
  await writeFile(join(project, 'right.ts'), program);
  for (const [index, [right, wrong]] of mistakes.entries()) {
    await writeFile(join(project, `wrong${index}.ts`), program.replace(right, wrong));
  }
  const compiled = promisify(execFile)(process.execPath, [
    join(modules, 'typescript/bin/tsc'),
    '-p',
    project,
  ]);
  const { stdout } = await compiled.catch((error: { stdout: string }) => error);
  const complaints = stdout.split('\n').filter((line) => line.includes('error TS'));
  expect(complaints.filter((line) => !/wrong\d\.ts/.test(line))).toEqual([]);
  for (const [index, [, wrong]] of mistakes.entries()) {
    const name = /\w+$/.exec(wrong.replace(/:.*/, ''))?.[0] ?? wrong;
    expect(complaints).toContainEqual(expect.stringMatching(new RegExp(`wrong${index}\\.ts.*'${name}'`)));
  }
}, 180_000);

test('it carries nothing of the server but the type of its router', async () => {
  const folder = join(project, 'node_modules/candor-client');
  const files = await readdir(folder, { recursive: true });
  expect(files.filter((file) => file.startsWith('server/'))).toEqual(['server/router.d.ts']);
  const texts = await Promise.all(
    files.filter((file) => /\.(js|ts)$/.test(file)).map((file) => readFile(join(folder, file), 'utf8')),
  );
  expect(texts.join('\n')).not.toMatch(/mikro-orm|fastify|kysely|#shared|#server/);
});
