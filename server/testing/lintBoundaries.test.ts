import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** The launcher beside it needs a newer Node than the machine may have; this process has the right one. */
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

interface Finding {
  code: string;
  filename: string;
  message: string;
}

/** What the linter says of files with these contents, written beside `neighbour` and removed again. */
function lint(neighbour: string, files: Record<string, string>): Finding[] {
  const folder = mkdtempSync(join(root, dirname(neighbour), 'lint-guard-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    const { diagnostics, number_of_files: linted } = JSON.parse(stdout);
    // a tool that looked at nothing finds nothing
    expect(linted).toBe(Object.keys(files).length);
    return diagnostics;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const importing = (what: string) => ({ 'guard.ts': `import ${what};\nexport const used = [thing];\n` });

test.for<[where: string, imported: string]>([
  ['shared/limits.ts', "{ thing } from '#server/env.ts'"],
  ['shared/limits.ts', "{ thing } from '../../server/env.ts'"],
  ['shared/limits.ts', "{ thing } from '#client/api.ts'"],
  ['shared/limits.ts', "thing from 'node:fs'"],
  ['shared/limits.ts', "thing from 'openai'"],
  ['shared/limits.ts', "thing from 'react'"],
  ['server/env.ts', "{ thing } from '#client/api.ts'"],
  ['server/env.ts', "{ thing } from '../../client/api.ts'"],
  ['server/env.ts', "thing from 'openai'"],
  ['server/llm/callModel.ts', "{ thing } from 'openai/resources'"],
  ['server/llm/offline/stem.ts', "{ thing } from '#server/db/openDatabase.ts'"],
  ['server/llm/offline/stem.ts', "{ thing } from '#server/reviews/searchReviews.ts'"],
  ['server/llm/offline/stem.ts', "{ thing } from '#server/agents/prompts.ts'"],
  ['server/llm/offline/stem.ts', "{ thing } from 'kysely'"],
  ['server/llm/offline/stem.ts', "thing from 'openai'"],
  ['client/api.ts', "{ thing } from '#server/router.ts'"],
  ['client/api.ts', "type { thing } from '#server/router.ts'"],
  ['client/chat/useRun.ts', "{ thing } from '../../../server/router.ts'"],
  ['client/chat/useRun.ts', "thing from 'node:fs'"],
])('beside %s, nobody may import %s', ([where, imported]) => {
  const findings = lint(where, importing(imported));
  expect(findings.map((finding) => finding.code)).toContain('eslint(no-restricted-imports)');
});

test('where the client names the server, it may name types only', () => {
  const config = JSON.parse(
    spawnSync(process.execPath, [oxlint, '--print-config'], { cwd: root, encoding: 'utf8' }).stdout,
  );
  const rule = config.overrides.find(({ files }: { files: string[] }) => files.includes('client/api.ts'));
  expect(JSON.stringify(rule)).toContain('"allowTypeImports":true');
});

test('a circle of imports is found', () => {
  const findings = lint('shared/limits.ts', {
    'one.ts': "import { two } from './two.ts';\nexport const one = () => two();\n",
    'two.ts': "import { one } from './one.ts';\nexport const two = () => one();\n",
  });
  expect(findings.map((finding) => finding.code)).toContain('import(no-cycle)');
});

test.for<[where: string, imported: string]>([
  ['shared/limits.ts', "{ z as thing } from 'zod'"],
  ['server/env.ts', "{ limits as thing } from '#shared/limits.ts'"],
  ['server/llm/offline/stem.ts', "{ limits as thing } from '#shared/limits.ts'"],
  ['client/chat/useRun.ts', "{ limits as thing } from '#shared/limits.ts'"],
])('beside %s, anybody may import %s', ([where, imported]) => {
  expect(lint(where, importing(imported))).toEqual([]);
});
