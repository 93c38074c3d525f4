import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chaos } from './chaos.ts';
import type { RawAnswer } from './rawRequest.ts';
import { startChaos } from './startChaos.ts';
import { askWire, chunks, eventData, json, pieces, streamedText } from './wireClient.ts';

let chaos: Chaos;
let wholeText: string;
beforeAll(async () => {
  chaos = await startChaos();
  wholeText = streamedText(await askWire(chaos, 'ok'));
});
afterAll(() => chaos.close());

const streamed = (fault: string): Promise<RawAnswer> => askWire(chaos, fault);
const whole = (fault: string): Promise<RawAnswer> => askWire(chaos, fault, { stream: false });

test('badjson: one event that does not parse, after its place', async () => {
  const events = eventData(await streamed('badjson,at=2'));
  const readable = events.map((data) => data === '[DONE]' || isJson(data));
  expect(readable.map((is, index) => (is ? [] : index)).flat()).toEqual([3]);
  const body = await whole('badjson');
  expect(body.isWhole).toBe(true);
  expect(isJson(body.body.toString())).toBe(false);
});

test('twojson: two objects in one event', async () => {
  expect(eventData(await streamed('twojson,at=2'))[3]).toMatch(/^\{"id".*\}\{"id".*\}$/);
  expect((await whole('twojson')).body.toString()).toMatch(/\}\{"id"/);
});

test('errobj: an error under status 200 with its code, and the end', async () => {
  const answer = await streamed('errobj,at=3,code=overloaded');
  expect(answer).toMatchObject({ ended: 'fin', isWhole: true });
  expect(chunks(answer).at(-1)).toEqual({ error: expect.objectContaining({ code: 'overloaded' }) });
  expect(pieces(answer)).toHaveLength(3);
  expect(chunks(await streamed('errobj,at=500')).at(-1)).toHaveProperty('error');
  expect(json(await whole('errobj')).error).toMatchObject({ code: 502 });
});

test('odd: empty, null, missing and role-only deltas between good ones', async () => {
  const answer = await streamed('odd,at=2');
  const deltas = chunks(answer).map((chunk) => chunk.choices?.[0]?.delta);
  const none = undefined;
  expect(deltas.slice(3, 9)).toEqual([
    { content: '' },
    { content: null },
    null,
    none,
    { role: 'assistant' },
    none,
  ]);
  expect(streamedText(answer)).toBe(wholeText);
  expect(json(await whole('odd')).choices[0].message.content).toBeNull();
});

test('dupchunk sends one piece twice, reorder swaps two', async () => {
  const [a, b, ...rest] = pieces(await streamed('ok'));
  expect(pieces(await streamed('dupchunk,at=2'))).toEqual([a, b, b, ...rest]);
  expect(pieces(await streamed('reorder,at=1'))).toEqual([b, a, ...rest]);
});

test('nofinish and finish: no finish_reason, or any', async () => {
  const endless = await streamed('nofinish');
  expect(endless.body.toString()).not.toContain('"finish_reason":"');
  expect(eventData(endless).at(-1)).toBe('[DONE]');
  expect(json(await whole('nofinish')).choices[0].finish_reason).toBeNull();
  expect(chunks(await streamed('finish,reason=length')).at(-2)?.choices?.[0]?.finish_reason).toBe('length');
  expect(json(await whole('finish=odd_word')).choices[0].finish_reason).toBe('odd_word');
});

test('nodone, nousage, sameid: no terminator, no usage, always one id', async () => {
  expect((await streamed('nodone')).body.toString()).not.toContain('[DONE]');
  expect((await streamed('nousage')).body.toString()).not.toContain('usage');
  expect(json(await whole('nousage'))).not.toHaveProperty('usage');
  expect(chunks(await streamed('sameid'))[0]?.id).toBe('chatcmpl-same');
  expect(json(await whole('sameid')).id).toBe('chatcmpl-same');
});

test.each([
  ['usage,p=0,c=0,t=0', '{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}'],
  ['usage,-5,NaN,1e18', '{"prompt_tokens":-5,"completion_tokens":NaN,"total_tokens":1e18}'],
  ['usage,many,null,3', '{"prompt_tokens":"many","completion_tokens":null,"total_tokens":3}'],
  ['usage,7,5', '{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}'],
  ['usage,object=null', 'null'],
  ['usage,object={"odd": [1,2]}', '{"odd": [1,2]}'],
  [
    'usage,10,2,12,cached=8,reasoning=1',
    '{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":1}}',
  ],
])('%s goes out as written', async (fault, usage) => {
  expect(
    eventData(await streamed(fault))
      .at(-2)
      ?.endsWith(`"usage":${usage}}`),
  ).toBe(true);
  expect((await whole(fault)).body.toString().endsWith(`"usage":${usage}}`)).toBe(true);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
