// oxlint-disable no-restricted-imports -- run by Node, to build what programs install
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

const specifier = /(from |import\()(["'])([^"']+)\2/g;
/** What the server hands its procedures is no client's business, and would bring the database's types along. */
const serverContext = /import\(["']\.\/context\.ts["']\)\.Context/g;

/**
 * The emitted declarations that the given sources need, by path, each naming the others as an installed package
 * must: relative, `.js` at the end. Throws when they lead into the server beyond the router's type.
 */
export async function collectDeclarations(emitted: string, sources: string[]): Promise<Map<string, string>> {
  const collected = new Map<string, string>();
  const waiting = [...sources];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    const file = source.replace(/\.ts$/, '.d.ts');
    if (collected.has(file)) continue;
    if (source.startsWith('server/') && source !== 'server/router.ts') {
      throw new Error(
        `The client's declarations need ${source}: let the router's outputs be types of shared/.`,
      );
    }
    const folder = posix.dirname(file);
    const text = await readFile(join(emitted, file), 'utf8');
    const rewritten = text
      .replace(serverContext, 'object')
      .replace(specifier, (whole, before, quote, name) => {
        const target = targetOf(name, folder);
        if (target === null) return whole;
        waiting.push(target);
        return `${before}${quote}${relative(folder, target)}${quote}`;
      });
    collected.set(file, rewritten);
  }
  return collected;
}

/** The source that a specifier means, from the root; null for another package. */
function targetOf(name: string, folder: string): string | null {
  if (name.startsWith('#')) return name.slice(1);
  return name.startsWith('.') ? posix.join(folder, name) : null;
}

function relative(folder: string, target: string): string {
  const path = posix.relative(folder, target).replace(/\.tsx?$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
