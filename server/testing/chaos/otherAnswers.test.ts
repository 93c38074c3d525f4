import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chaos } from './chaos.ts';
import { countChaosTokens } from './countChaosTokens.ts';
import type { RawAnswer } from './rawRequest.ts';
import { startChaos } from './startChaos.ts';
import { askWire, chunks, eventData, json, pieces, streamedText, wireMessages } from './wireClient.ts';

let chaos: Chaos;
beforeAll(async () => {
  chaos = await startChaos();
});
beforeEach(() => chaos.reset());
afterAll(() => chaos.close());

const streamed = (fault: string): Promise<RawAnswer> => askWire(chaos, fault);
const whole = (fault: string): Promise<RawAnswer> => askWire(chaos, fault, { stream: false });
const wholeText = async (fault: string): Promise<string> =>
  json(await whole(fault)).choices[0].message.content;
const lastLine = () => chaos.log().findLast((line) => line.phase === 'end');
const bodyText = async (fault: string): Promise<string> => (await streamed(fault)).body.toString();
const promptText = wireMessages.map((message) => message.content).join('');

describe('without a fault', () => {
  test('a stream is role, words, finish, usage and [DONE]', async () => {
    const answer = await streamed('ok');
    expect(answer.head).toMatch(/^HTTP\/1.1 200 OK\r\ncontent-type: text\/event-stream; charset=utf-8/);
    expect(answer).toMatchObject({ isWhole: true, ended: 'fin' });
    const all = chunks(answer);
    expect(all[0]?.choices?.[0]?.delta).toEqual({ role: 'assistant', content: '' });
    expect(all.at(-2)?.choices?.[0]?.finish_reason).toBe('stop');
    expect(eventData(answer).at(-1)).toBe('[DONE]');
    const text = streamedText(answer);
    expect(text).toMatch(/^Based on 2 reviews,.*\[1\]\..*\[2\]\./);
    expect(pieces(answer).length).toBeGreaterThan(15);
    const [prompt, completion] = [countChaosTokens(promptText), countChaosTokens(text)];
    const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
    expect(all.at(-1)).toMatchObject({ choices: [], usage });
    expect(lastLine()).toMatchObject({ ended: 'ok', status: 200, text_sent: text, usage_sent: usage });
  });

  test('a body says the same as a stream, and each answer has its own id', async () => {
    const [first, second, body] = [await streamed('ok'), await streamed('ok'), json(await whole('ok'))];
    const text = streamedText(first);
    expect(streamedText(second)).toBe(text);
    expect(body.choices[0]).toMatchObject({ message: { content: text }, finish_reason: 'stop' });
    expect(body.usage).toEqual(chunks(first).at(-1)?.usage);
    expect(new Set([body.id, chunks(first)[0]?.id, chunks(second)[0]?.id]).size).toBe(3);
  });

  test('the token limit is kept and told', async () => {
    const answer = await askWire(chaos, 'ok', { maxTokens: 5 });
    expect(countChaosTokens(streamedText(answer))).toBeLessThanOrEqual(5);
    expect(chunks(answer).at(-2)?.choices?.[0]?.finish_reason).toBe('length');
  });
});

describe('the same words in other bytes', () => {
  test('split: writes of that many bytes, through characters', async () => {
    const answer = await streamed('split,bytes=1;unicode,zwj');
    expect(new Set(answer.chunkSizes)).toEqual(new Set([1]));
    expect(streamedText(answer)).toContain('\u{1f468}\u200d\u{1f469}');
    const body = await whole('split,bytes=7;unicode,zwj');
    expect(Math.max(...body.chunkSizes)).toBe(7);
    expect(json(body).choices[0].message.content).toBe(streamedText(answer));
  });

  test('crlf, cr, bom, comments: other line ends, a mark, lines to pass over', async () => {
    expect(await bodyText('crlf')).toMatch(/^data: [^\r\n]+\r\n\r\ndata: /);
    expect(await bodyText('cr')).toMatch(/^data: [^\r\n]+\r\rdata: [^\n]+$/);
    expect(await bodyText('bom')).toMatch(/^\ufeffdata: \{/);
    expect(await bodyText('comments')).toMatch(/^: chaos\n:\nid: 7\nretry: 1000\ndata: \{/);
    expect((await whole('bom')).body.toString()).toMatch(/^\ufeff\{/);
    expect((await whole('crlf')).body.toString()).toMatch(/^\r\n\{.*\}\r\n$/);
  });

  test('delay, ttfb, gap, rate, jitter: bytes come later, and none is lost', async () => {
    const plain = streamedText(await streamed('ok'));
    const msFor = async (fault: string): Promise<number> => {
      const startedAt = performance.now();
      expect(streamedText(await streamed(fault))).toBe(plain);
      return performance.now() - startedAt;
    };
    expect(await msFor('delay,ms=50')).toBeGreaterThanOrEqual(48);
    expect(await msFor('ttfb=50')).toBeGreaterThanOrEqual(48);
    expect(await msFor('gap=3')).toBeGreaterThanOrEqual(40);
    expect(await msFor('rate,tps=400')).toBeGreaterThanOrEqual((1_000 * countChaosTokens(plain)) / 400 - 5);
    await msFor('jitter,ms=3');
  });
});

describe('other words', () => {
  test('flood: as many tokens as it says, whatever the limit', async () => {
    const answer = await askWire(chaos, 'flood,tokens=20000', { maxTokens: 10 });
    expect(countChaosTokens(streamedText(answer))).toBe(20_000);
    expect(lastLine()).toMatchObject({ usage_sent: { completion_tokens: 20_000 } });
    expect(countChaosTokens(await wholeText('flood,tokens=20000'))).toBe(20_000);
  });

  test('bigdelta: one piece of that size', async () => {
    expect(pieces(await streamed('bigdelta,bytes=300000')).map((piece) => piece.length)).toEqual([300_000]);
    expect(await wholeText('bigdelta,bytes=300000')).toHaveLength(300_000);
  });

  test('toolcall: in fragments, its name first; broken: arguments that do not parse', async () => {
    const answer = await streamed('toolcall,name=drop_tables,args={"a":1,"b":[2]}');
    const calls = chunks(answer).flatMap((chunk) => chunk.choices?.[0]?.delta?.tool_calls ?? []);
    expect(calls[0]).toMatchObject({ index: 0, id: expect.any(String), function: { name: 'drop_tables' } });
    expect(calls.map((call) => call.function.arguments).join('')).toBe('{"a":1,"b":[2]}');
    expect(chunks(answer).at(-2)?.choices?.[0]?.finish_reason).toBe('tool_calls');
    const [broken] = json(await whole('toolcall,broken')).choices[0].message.tool_calls;
    expect(() => JSON.parse(broken.function.arguments)).toThrow(SyntaxError);
  });

  test('text and plan: exact words; echo: the prompt', async () => {
    expect(streamedText(await streamed('text=Cited, badly [r999]'))).toBe('Cited, badly [r999]');
    const exact = 'semi; colons ]] and\nlines';
    expect(await wholeText(`text,b64=${Buffer.from(exact).toString('base64')}`)).toBe(exact);
    const plan = '{"intent":"none","searches":["a","b"]}';
    expect(streamedText(await streamed(`plan=${plan}`))).toBe(plan);
    expect(await wholeText('echo')).toBe(promptText);
  });

  test.each(['nul', 'surrogate', 'bidi', 'zwj', 'combining', '2028', 'rtl', 'all'])(
    'unicode,%s',
    async (kind) => {
      const text = streamedText(await streamed(`unicode,${kind}`));
      expect(text).toMatch(/here Based on/);
      expect(await wholeText(`unicode,${kind}`)).toBe(text);
    },
  );
});
