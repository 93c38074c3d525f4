import { afterAll, beforeAll, expect, test } from 'vitest';
import { listImports } from '#server/reviews/import/listImports.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { importEvent } from '#shared/importEvent.ts';
import { importPreview } from '#shared/importPreview.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const post = (path: string, body: string, signal?: AbortSignal) =>
  fetch(`${app.url}/api/v1/reviews/${path}`, { method: 'POST', body, ...(signal ? { signal } : {}) });

test('a preview shows the first rows as they would be stored, and writes nothing', async () => {
  const file = `name,Review,Stars\n${'Ada,Fine<br>thing,4/5\n,,3\n'.repeat(20_000)}`;
  const response = await post('import/preview?filename=a.csv', file);
  expect(response.status).toBe(200);
  const preview = importPreview.parse(await response.json());
  expect(preview).toMatchObject({
    mapping: { author: 'name', text: 'Review', rating: 'Stars' },
    isCut: true,
    noted: { count: 0 },
  });
  expect(preview.rows.slice(0, 2)).toEqual([
    {
      line: 2,
      cells: { name: 'Ada', Review: 'Fine<br>thing', Stars: '4/5' },
      stored: { text: 'Fine\nthing', rating: '4', author: 'Ada' },
      reason: null,
    },
    { line: 3, cells: { name: '', Review: '', Stars: '3' }, stored: null, reason: 'the text is empty' },
  ]);
  expect(preview.rows).toHaveLength(5);
  expect(preview.read).toBeLessThan(40_000);
  expect(preview.bad.count).toBe(Math.floor(preview.read / 2));
  expect(await listImports(app.database.em, 'comp-123')).toEqual([]);
});

test('a preview of a file that was cut in a quoted cell finds nothing wrong with it', async () => {
  const file = `id,text\n${Array.from({ length: 2_000 }, (_, at) => `${at},"${'some\nlines '.repeat(30)}"\n`).join('')}`;
  const preview = importPreview.parse(await (await post('import/preview', file)).json());
  expect(preview).toMatchObject({ isCut: true, bad: { count: 0 } });
});

test('a mapping that was chosen by hand counts, and one without a text is refused by the import alone', async () => {
  const map = encodeURIComponent(JSON.stringify({ title: 'a,b' }));
  const file = '"a,b",text\nOne,Two words here\n';
  const preview = importPreview.parse(await (await post(`import/preview?map=${map}`, file)).json());
  expect(preview.mapping).toEqual({ title: 'a,b' });
  const refused = await post(`import?company_id=by-hand&map=${map}`, file);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'text-column-missing' } });
});

test('a refusal is heard although most of the file was not read', async () => {
  const refused = await post('import?company_id=large', `a,b\n${'1,2\n'.repeat(3_000_000)}`);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'text-column-missing' } });
});

test('an import whose caller leaves is stopped, is no failure, and goes on when it is repeated', async () => {
  const leave = new AbortController();
  const rows = Array.from({ length: 30_000 }, (_, at) => `${at},text ${at}`).join('\n');
  const leaving = (async () => {
    const response = await post('import?company_id=left&request_id=mine', `id,text\n${rows}`, leave.signal);
    for await (const piece of response.body ?? []) if (Buffer.from(piece).includes('progress')) leave.abort();
  })();
  await expect(leaving).rejects.toThrow('aborted');
  const mine = async () => (await listImports(app.database.em, 'left'))[0];
  await expect.poll(async () => (await mine())?.status, { timeout: 10_000 }).toBe('stopped');
  const stopped = await mine();
  expect(stopped).toMatchObject({ requestId: 'mine' });

  const repeated = await (await post('import?company_id=left', `id,text\n${rows}`)).text();
  const events = repeated
    .trim()
    .split('\n')
    .map((line) => importEvent.parse(JSON.parse(line)));
  expect(events.find(({ type }) => type === 'start')).toMatchObject({
    importId: stopped?.id,
    resumes: { added: stopped?.added },
  });
  expect(app.logged.filter((line) => line.includes('an import failed'))).toEqual([]);
});
