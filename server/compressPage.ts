import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const asGzip = promisify(gzip);
const asBrotli = promisify(brotliCompress);
/** Nearly as small as 11, in a tenth of the time. */
const brotliQuality = 9;

/** Lays a `.gz` and a `.br` beside every text file of a built page, so that none is compressed while somebody waits. */
export async function compressPage(folder: string): Promise<void> {
  const files = globSync('assets/*.{js,css,svg}', { cwd: folder });
  await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const bytes = await readFile(file);
      const brotli = asBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } });
      await writeFile(`${file}.gz`, await asGzip(bytes, { level: 9 }));
      await writeFile(`${file}.br`, await brotli);
    }),
  );
}
