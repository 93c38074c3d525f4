import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { importDesk } from './importDesk.ts';
import type { Opened } from './openForCommand.ts';
import { undoOnCommand } from './undoOnCommand.ts';

const holders: [string, (app: TestApp) => Opened][] = [
  [
    'the database itself',
    ({ app }) => ({ kind: 'database', database: app.services.database, close: async () => undefined }),
  ],
  ['a running server', ({ url }) => ({ kind: 'server', url })],
];

test.for(holders)(
  'through %s imports are listed and undone, and the sample comes and goes',
  async ([, opened]) => {
    await using app = await testApp();
    const desk = importDesk(opened(app));
    const file = Readable.from([Buffer.from('text\nOne of ours\nAnother of ours\n')]);
    for await (const event of desk.send(file, { companyId: 'acme', filename: 'a.csv' })) void event;
    expect(await desk.list('acme')).toMatchObject([{ filename: 'a.csv', added: 2, status: 'done' }]);

    const lines: string[] = [];
    const questions: string[] = [];
    const command = (importId: string | undefined, answer: boolean) =>
      undoOnCommand({
        companyId: 'acme',
        importId,
        desk,
        screen: { line: (text) => lines.push(text) },
        confirm: async (question) => {
          questions.push(question);
          return answer;
        },
      });
    await command(undefined, false);
    expect(lines).toEqual([]);
    await command(undefined, true);
    expect(lines).toEqual(['2 reviews were taken back']);
    expect(new Set(questions)).toEqual(
      new Set(['Take back the 2 reviews that import 1 (a.csv) added to "acme"?']),
    );
    await expect(command(undefined, true)).rejects.toMatchObject({ code: 'import-not-found' });
    await expect(desk.undo('acme', 77)).rejects.toMatchObject({ message: 'There is no such import.' });

    expect(await desk.addSample()).toBe(await desk.removeSample());
    await expect(desk.removeSample()).rejects.toMatchObject({
      message: 'The sample is not here, so there is nothing to remove.',
    });
  },
);
