import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { importLines } from '#server/reviews/import/importLines.ts';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { importThroughServer } from './importThroughServer.ts';
import { runImport, type SendReviews } from './runImport.ts';

async function fileOf(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'candor-import-'));
  const file = join(folder, 'reviews.csv');
  await writeFile(file, content);
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

async function serverOf(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port }: AddressInfo = Object(server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function screen() {
  const lines: string[] = [];
  const progress: string[] = [];
  return {
    lines,
    progress,
    line: (text: string) => lines.push(text),
    progressLine: (text: string) => progress.push(text),
  };
}

async function shown(file: string, send: SendReviews, map?: string) {
  const { lines, progress, line, progressLine } = screen();
  const report = await runImport({
    file,
    companyId: 'acme',
    map,
    send,
    screen: { line, progress: progressLine },
  });
  return { lines, progress, report };
}

const sendNothing: SendReviews = () => {
  throw new Error('nothing to send');
};

const content = ',Score,Text\n0,5,Lovely thing\n1,9,Odd\n2,1,"Two\nlines"\n';
const expected = [
  'Reading reviews.csv as reviews of "acme"',
  'Columns, what they are read as, and the first row (change it with --map COLUMN=FIELD,…):',
  '  Text   text        Lovely thing',
  '  Score  rating      5',
  '  not used: (no name)',
  '3 rows read: 2 added, 0 were there already, 1 could not be used',
  '  line 3: the rating "9" is not between 1 and 5',
  'Mend these lines and import the file again: only what is new is added.',
  'To take them back: npm run import -- --undo 1 --company acme',
];

test('an import shows the mapping with a row, progress, and the lines that could not be used', async () => {
  await using database = await testDatabase();
  await using disk = await fileOf(content);
  const { lines, progress } = await shown(disk.file, (source, { companyId, ...options }) =>
    importReviews(database.em, companyId, source, options),
  );
  expect(lines).toEqual(expected);
  expect(progress).toEqual(['3 rows read, 2 added']);
});

test('a file that is not there is said so', async () => {
  await expect(shown('/no/such/file.csv', sendNothing)).rejects.toMatchObject({ code: 'file-unreadable' });
  await expect(shown(tmpdir(), sendNothing)).rejects.toMatchObject({ code: 'file-unreadable' });
});

describe('through a server', () => {
  test('the import looks the same', async () => {
    await using database = await testDatabase();
    await using disk = await fileOf(content);
    const asked: string[] = [];
    await using server = await serverOf((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const lines = importLines(importReviews(database.em, 'acme', request), () => undefined);
      Readable.from(lines).pipe(response);
    });
    const send = importThroughServer(server.address);
    const { lines } = await shown(disk.file, send, 'Text=text');
    expect(lines).toEqual(expected);
    expect(asked).toEqual([
      'POST /api/v1/reviews/import?company_id=acme&filename=reviews.csv&map=Text%3Dtext',
    ]);
  });

  test('a refusal is told in the words of the server, even when it does not read the file', async () => {
    await using disk = await fileOf(`text\n${'a long enough review\n'.repeat(500_000)}`);
    await using server = await serverOf((_request, response) => {
      response.writeHead(403, { connection: 'close' });
      response.end(
        JSON.stringify({ error: { code: 'key-missing', message: 'A key is needed.', retryable: false } }),
      );
    });
    await expect(shown(disk.file, importThroughServer(server.address))).rejects.toMatchObject({
      code: 'key-missing',
      message: 'A key is needed.',
    });
  });

  test('an answer that stops half-way is no success, however it stops', async () => {
    await using disk = await fileOf(content);
    const progress = '{"type":"progress","read":1,"added":1,"alreadyThere":0,"bad":0}\n';
    for (const stop of ['end', 'destroy'] as const) {
      await using server = await serverOf((_request, response) => {
        response.write(progress, () => response[stop]());
      });
      await expect(shown(disk.file, importThroughServer(server.address))).rejects.toMatchObject({
        code: 'import-cut',
      });
    }
  });

  test('the report is the end, also when the connection stays open', async () => {
    await using disk = await fileOf(content);
    const list = { count: 0, first: [] };
    const report = { read: 2, added: 2, alreadyThere: 0, bad: list, noted: list };
    await using server = await serverOf((_request, response) => {
      response.write(`${JSON.stringify({ type: 'report', report })}\n`);
    });
    expect((await shown(disk.file, importThroughServer(server.address))).report).toEqual(report);
  });

  test('a server that is gone is said so', async () => {
    await using disk = await fileOf(content);
    const server = await serverOf(() => undefined);
    await server[Symbol.asyncDispose]();
    await expect(shown(disk.file, importThroughServer(server.address))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
  });

  test('an error in the last line is an error here', async () => {
    await using disk = await fileOf(content);
    await using server = await serverOf((_request, response) => {
      const error = { code: 'internal', message: 'Sorry.', incident_id: 'i', retryable: true };
      response.end(`${JSON.stringify({ type: 'error', error })}\n`);
    });
    await expect(shown(disk.file, importThroughServer(server.address))).rejects.toMatchObject({
      code: 'internal',
    });
  });
});
