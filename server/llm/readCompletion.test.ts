import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { completionReader } from './readCompletion.ts';
import { readEventStream } from './readEventStream.ts';
import { readUsage } from './usage.ts';

/** A chunk with one choice. */
const delta = (delta: unknown, rest: object = {}) => ({
  id: 'chatcmpl-1',
  model: 'm-1',
  choices: [{ index: 0, delta, finish_reason: null, ...rest }],
});
const usage = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});

/** A chunk with a piece of one tool call. */
const call = (index: number | undefined, id: string | undefined, name: string | undefined, piece: unknown) =>
  delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: piece } }] });

function read(...chunks: unknown[]) {
  const reader = completionReader();
  const pieces = chunks.map((chunk) => reader.push(chunk));
  return { pieces, reader, ...reader.completion() };
}

describe('text', () => {
  test('comes piece by piece and joined, with what the provider said of itself', () => {
    const seen = read(
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }),
      delta({}, { finish_reason: 'stop' }),
      { choices: [], usage: usage(3, 2) },
    );
    expect(seen.pieces).toEqual(['', 'Hel', 'lo', '', '']);
    expect(seen).toMatchObject({
      text: 'Hello',
      finishReason: 'stop',
      upstreamModel: 'm-1',
      upstreamId: 'chatcmpl-1',
      rawUsage: usage(3, 2),
      refusal: null,
      providerError: null,
      sawChunk: true,
    });
  });

  test('may be an array of parts, of which only the text is shown', () => {
    const seen = read(
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'two and two' }] }] }),
      delta({
        content: [
          { type: 'text', text: '2 + 2 ' },
          { type: 'text', text: '= 4' },
        ],
      }),
    );
    expect(seen).toMatchObject({ text: '2 + 2 = 4', reasoningText: 'two and two' });
  });

  test('a refusal is shown and known to be one', () => {
    const seen = read(
      delta({ content: null, refusal: '' }),
      delta({ refusal: "I'm" }),
      delta({ refusal: ' sorry' }),
    );
    expect(seen.pieces).toEqual(['', "I'm", ' sorry']);
    expect(seen).toMatchObject({ text: "I'm sorry", refusal: "I'm sorry" });
  });

  test.each([
    ['reasoning_content', { reasoning_content: 'hm' }],
    ['reasoning', { reasoning: 'hm' }],
    ['both, once', { reasoning: 'hm', reasoning_content: 'hm' }],
  ])('thoughts are kept apart from it (%s)', (_, thoughts) => {
    expect(read(delta({ content: '', ...thoughts }))).toMatchObject({ text: '', reasoningText: 'hm' });
  });

  test('a second choice is not mixed into the first', () => {
    const chunk = {
      choices: [
        { index: 0, delta: { content: 'a' } },
        { index: 1, delta: { content: 'b' } },
      ],
    };
    expect(read(chunk).text).toBe('a');
  });

  test.each([
    ['no delta', { choices: [{ index: 0, finish_reason: 'stop' }] }],
    ['delta null', { choices: [{ index: 0, delta: null, finish_reason: 'stop' }] }],
    ['content null', delta({ content: null }, { finish_reason: 'stop' })],
    ['no role and no index', { choices: [{ delta: {}, finish_reason: 'stop' }] }],
  ])('a choice with %s is no text and no error', (_, chunk) => {
    expect(read(chunk)).toMatchObject({ text: '', finishReason: 'stop', providerError: null });
  });

  test('the first model that is named counts, an empty name does not', () => {
    expect(
      read({ model: '', choices: [] }, { model: 'gpt-5-nano', choices: [] }, { model: 'x' }),
    ).toMatchObject({
      upstreamModel: 'gpt-5-nano',
    });
  });
});

describe('usage', () => {
  test('in every chunk is cumulative: the last one counts', () => {
    const seen = read(
      { ...delta({ content: 'a' }), usage: usage(11, 1) },
      { ...delta({}), usage: usage(11, 2) },
    );
    expect(seen.rawUsage).toEqual(usage(11, 2));
  });

  test('survives chunks without it', () => {
    const seen = read({ choices: [], usage: usage(1, 1) }, { choices: [] }, { choices: [], usage: null });
    expect(seen.rawUsage).toEqual(usage(1, 1));
  });

  test('is found where Groq and Moonshot put it', () => {
    expect(read({ choices: [], x_groq: { id: 'r', usage: usage(4, 5) } }).rawUsage).toEqual(usage(4, 5));
    expect(read(delta({}, { usage: usage(6, 7) })).rawUsage).toEqual(usage(6, 7));
  });

  test('that is no object is kept as it came', () => {
    expect(read({ choices: [], usage: 'lots' }).rawUsage).toEqual({ raw: 'lots' });
  });
});

describe('errors inside a stream', () => {
  test('are reported with the usage of the same chunk', () => {
    const seen = read(delta({ content: 'Hal' }), {
      ...delta({ content: '' }),
      error: { code: 400, message: 'Token limit reached' },
      usage: usage(43, 10),
    });
    expect(seen).toMatchObject({
      text: 'Hal',
      providerError: { code: '400', message: 'Token limit reached' },
      rawUsage: usage(43, 10),
    });
    expect(seen.reader.failed()).toBe(true);
  });

  test.each([
    ['a string', { error: 'overloaded' }, { code: 'provider-error', message: 'overloaded' }],
    [
      'typed',
      { type: 'error', error: { type: 'overloaded_error', message: 'Busy' } },
      { code: 'overloaded_error', message: 'Busy' },
    ],
    ['bare, as vLLM does', { object: 'error', message: 'boom', code: 500 }, { code: '500', message: 'boom' }],
    ['in the choice', delta({}, { error: { code: 502, message: 'gone' } }), { code: '502', message: 'gone' }],
    ['empty', { error: {} }, { code: 'provider-error', message: 'It gave no reason.' }],
  ])('are recognised when they are %s', (_, chunk, providerError) => {
    expect(read(chunk).providerError).toEqual(providerError);
  });

  test.each([[null], [5], ['text'], [[]], [undefined]])(
    '%o is no chunk but a breach of protocol',
    (chunk) => {
      expect(read(chunk).providerError?.code).toBe('protocol');
    },
  );

  test('an error of null is none', () => {
    expect(read({ ...delta({ content: 'a' }), error: null }).reader.failed()).toBe(false);
  });
});

describe('tool calls', () => {
  test('are put together by index when they are interleaved', () => {
    const seen = read(
      call(0, 'a', 'search', ''),
      call(1, 'b', 'count', ''),
      call(0, undefined, undefined, '{"q":'),
      call(1, undefined, undefined, '{}'),
      call(0, undefined, undefined, '1}'),
    );
    expect(seen.toolCalls).toEqual([
      { id: 'a', name: 'search', arguments: '{"q":1}' },
      { id: 'b', name: 'count', arguments: '{}' },
    ]);
    expect(seen.reader.hasToolCalls()).toBe(true);
  });

  test('keep their id when a later piece has an empty one', () => {
    expect(read(call(0, 'a', 'search', '{'), call(0, '', '', '}')).toolCalls).toEqual([
      { id: 'a', name: 'search', arguments: '{}' },
    ]);
  });

  test('may begin at index 1, or have no index at all', () => {
    expect(read(call(1, 'a', 'search', '{}')).toolCalls).toHaveLength(1);
    const seen = read(
      call(undefined, 'a', 'search', '{'),
      call(undefined, undefined, undefined, '}'),
      call(undefined, 'b', 'count', '{}'),
    );
    expect(seen.toolCalls.map(({ id, arguments: json }) => [id, json])).toEqual([
      ['a', '{}'],
      ['b', '{}'],
    ]);
  });

  test('are two calls when both come as number 0 with ids and names of their own', () => {
    expect(
      read(call(0, 'a', 'search', '{}'), call(0, 'b', 'search', '{}')).toolCalls.map(({ id }) => id),
    ).toEqual(['a', 'b']);
  });

  test('without any id get one, and arguments as an object become JSON', () => {
    expect(read(call(0, undefined, 'search', { q: 1 })).toolCalls).toEqual([
      { id: 'call_1', name: 'search', arguments: '{"q":1}' },
    ]);
  });
});

/** The folder of recorded streams, with their `index.json`. Unset: these tests do not exist. */
const folder = process.env.CANDOR_STREAMS;
const tokens = z.number();
const recordedUsage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  total_tokens: tokens,
  cached_tokens: tokens.optional(),
  reasoning_tokens: tokens.optional(),
  provider_cost: z.number().optional(),
});
const recording = z.object({
  file: z.string(),
  expected: z.object({
    text: z.string(),
    reasoning_chars: z.number(),
    refusal: z.string().nullable(),
    tool_calls: z.array(z.unknown()),
    finish_reasons: z.array(z.string()),
    models: z.array(z.string()),
    usage: recordedUsage.nullable(),
    error: z.object({ code: z.number(), message: z.string() }).nullable(),
  }),
});
const recordings = folder
  ? z.array(recording).parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')))
  : [];

/** The bytes in portions of seven, which cuts lines and characters. */
async function* portions(bytes: Uint8Array) {
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}

/** A recording's usage as our row has it: what xAI counts beside completion is part of it. */
function rowUsage(recorded: z.infer<typeof recordedUsage> | null) {
  if (!recorded) return null;
  const { prompt_tokens, completion_tokens, total_tokens, cached_tokens, reasoning_tokens = null } = recorded;
  const beside = total_tokens - prompt_tokens - completion_tokens;
  return {
    promptTokens: prompt_tokens,
    completionTokens: completion_tokens + (beside === reasoning_tokens ? beside : 0),
    totalTokens: total_tokens,
    cachedTokens: cached_tokens ?? null,
    reasoningTokens: reasoning_tokens,
    source: 'provider',
  };
}

test.each(recordings)('the recorded stream $file', async ({ file, expected }) => {
  const reader = completionReader();
  const bytes = readFileSync(join(folder ?? '', file));
  for await (const chunk of readEventStream(portions(bytes))) reader.push(chunk);
  const seen = reader.completion();
  const error = expected.error && { code: String(expected.error.code), message: expected.error.message };
  expect(seen).toMatchObject({
    text: expected.text || (expected.refusal ?? ''),
    refusal: expected.refusal,
    toolCalls: expected.tool_calls,
    finishReason: expected.finish_reasons.at(-1) ?? null,
    upstreamModel: expected.models[0] ?? null,
    providerError: error,
  });
  expect(seen.reasoningText).toHaveLength(expected.reasoning_chars);
  const { usage, providerCostUsd } = readUsage(seen.rawUsage);
  expect(usage).toEqual(rowUsage(expected.usage));
  expect(providerCostUsd).toBe(expected.usage?.provider_cost ?? providerCostUsd);
});
