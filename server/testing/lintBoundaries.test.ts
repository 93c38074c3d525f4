import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Run by this process's own Node: the machine's may be too old for it. */
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

interface Finding {
  code: string;
  filename: string;
}

const forbidden: [file: string, imported: string][] = [
  ['shared/one.ts', "{ thing } from '#server/env.ts'"],
  ['shared/two.ts', "{ thing } from '../server/env.ts'"],
  ['shared/three.ts', "{ thing } from '#client/api.ts'"],
  ['shared/four.ts', "thing from 'node:fs'"],
  ['shared/five.ts', "thing from 'openai'"],
  ['shared/six.ts', "thing from 'react'"],
  ['server/one.ts', "{ thing } from '#client/api.ts'"],
  ['server/chat/two.ts', "{ thing } from '../../client/api.ts'"],
  ['server/three.ts', "thing from 'openai'"],
  ['server/llm/four.ts', "{ thing } from 'openai/resources'"],
  ['server/llm/openai.ts', "{ thing } from '#client/api.ts'"],
  ['server/llm/offline/one.ts', "{ thing } from '#server/db/openDatabase.ts'"],
  ['server/llm/offline/two.ts', "{ thing } from '../../reviews/searchReviews.ts'"],
  ['server/llm/offline/three.ts', "{ thing } from '#server/agents/prompts.ts'"],
  ['server/llm/offline/four.ts', "{ thing } from '#server/chat/chat.ts'"],
  ['server/llm/offline/five.ts', "{ thing } from 'kysely'"],
  ['server/llm/offline/six.ts', "thing from 'openai'"],
  ['client/one.ts', "{ thing } from '#server/router.ts'"],
  ['client/two.ts', "type { thing } from '#server/router.ts'"],
  ['client/chat/three.ts', "{ thing } from '../../server/router.ts'"],
  ['client/four.ts', "thing from 'node:fs'"],
  ['client/api.ts', "{ thing } from '#server/router.ts'"],
];
const allowed: [file: string, imported: string][] = [
  ['shared/fine.ts', "{ z as thing } from 'zod'"],
  ['server/fine.ts', "{ limits as thing } from '#shared/limits.ts'"],
  ['server/llm/offline/fine.ts', "{ limits as thing } from '#shared/limits.ts'"],
  ['client/fine.ts', "{ limits as thing } from '#shared/limits.ts'"],
];
const contents = new Map([
  ...[...forbidden, ...allowed].map(
    ([file, imported]) => [file, `import ${imported};\nexport const used = [thing];\n`] as const,
  ),
  ['server/llm/openaiTwin/openai.ts', "import thing from 'openai';\nexport const used = [thing];\n"],
  ['shared/circle/one.ts', "import { two } from './two.ts';\nexport const one = () => two();\n"],
  ['shared/circle/two.ts', "import { one } from './one.ts';\nexport const two = () => one();\n"],
]);

let folder = '';
let findings: Finding[] = [];

// a tree of the same shape, under the same rules: a boundary tool that passes silently over nothing is why
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-lint-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, text] of contents) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { stdout, status } = spawnSync(process.execPath, [oxlint, '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report: { diagnostics: Finding[]; number_of_files: number } = JSON.parse(stdout);
  expect(report.number_of_files).toBe(contents.size);
  expect(status).toBe(1);
  findings = report.diagnostics;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codesOf = (file: string) =>
  findings.filter(({ filename }) => filename === file).map(({ code }) => code);

test.for(forbidden)('%s may not import %s', ([file]) => {
  expect(codesOf(file)).toContain('eslint(no-restricted-imports)');
});

test.for(allowed)('%s may import %s', ([file]) => {
  expect(codesOf(file)).toEqual([]);
});

test('only the one file may import the SDK, not another of its name', () => {
  expect(codesOf('server/llm/openaiTwin/openai.ts')).toEqual(['eslint(no-restricted-imports)']);
});

test('a circle of imports is found', () => {
  expect(codesOf('shared/circle/one.ts')).toEqual(['import(no-cycle)']);
});
