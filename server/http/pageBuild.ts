import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built page's first file: everything else it loads is named in it by its contents. */
export const pageTemplate = (folder: string): string => readFileSync(join(folder, 'index.html'), 'utf8');

/** Which build of the page this is: another one as soon as anything in it changed. */
export const pageBuild = (template: string): string =>
  createHash('sha256').update(template).digest('hex').slice(0, 12);
