import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const procedures = `
import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import * as trpc from '#server/trpc.ts';
export const fine = router({ a: guarded({ who: 'member', guards: 'run' }).query(() => 1) });
export const none = guarded().query(() => 1);
export const half = guarded({ who: 'member' }).query(() => 1);
export const unknown = guarded({ who: 'everybody', guards: 'nothing' }).query(() => 1);
export const bare = trpc.procedure.input(z.string());
`;
const routes = `
import type { AddRoute } from '#server/http/route.ts';
declare const route: AddRoute;
const rest = { method: 'GET', url: '/', parse: () => 1, ids: () => ({}), handle: async () => 1 } as const;
route({ ...rest, policy: { who: 'owner', guards: 'nothing' } });
route({ ...rest });
route({ ...rest, policy: { who: 'owner' } });
`;

/** The lines of a file beside this one in which the compiler finds a mistake, with its code. */
function mistakes(text: string): string[] {
  const folder = mkdtempSync(join(import.meta.dirname, 'policy-guard-'));
  try {
    writeFileSync(join(folder, 'guard.ts'), text);
    const options = { extends: join(root, 'tsconfig.json'), include: [], files: ['guard.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder],
      { cwd: root, encoding: 'utf8' },
    );
    const file = relative(root, join(folder, 'guard.ts'));
    const found = [...stdout.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+)/gm)];
    return found.filter(([, where]) => where === file).map(([, , line, code]) => `${line} ${code}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a procedure without a whole policy does not compile', () => {
  expect(mistakes(procedures)).toEqual(['6 TS2554', '7 TS2741', '8 TS2322', '9 TS2339']);
});

test('a route without a whole policy does not compile', () => {
  expect(mistakes(routes)).toEqual(['6 TS2741', '7 TS2741']);
});
