import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readWitness } from './readWitness.ts';

const start = {
  phase: 'start',
  seq: 1,
  t_mono: 5,
  t_wall: 1_000,
  call_id: '6f2c6f0e-7f44-4b7e-9d0c-0a1d6c1b2a3f',
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'm',
  messages: [],
  text_sent: '',
  usage_sent: null,
  ended: null,
  ended_mono: null,
  client_closed_at: null,
};
const end = { ...start, phase: 'end', text_sent: 'Hi', ended: 'ok', ended_mono: 9 };
const read = (text: string) => readWitness(Readable.from([text]));
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

test('the end of a request takes the place of its start', async () => {
  expect(await read(lines(start, { ...start, seq: 2 }, end))).toMatchObject([
    { seq: 1, ended: 'ok', text_sent: 'Hi' },
    { seq: 2, ended: null },
  ]);
});

test('the last line may be torn: it is being written', async () => {
  expect(await read(`${lines(start, end)}\n{"phase":"sta`)).toHaveLength(1);
});

test('any other line that cannot be read is named', async () => {
  await expect(read(`${lines(start)}\n{"phase":\n${lines(end)}`)).rejects.toThrow('Line 2 of the witness');
});

test('no lines are no requests', async () => {
  expect(await read('')).toEqual([]);
});
