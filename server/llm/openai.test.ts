import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Route } from './endpoints.ts';
import { modelError } from './modelError.ts';
import { createModelClient } from './openai.ts';
import { completionReader } from './readCompletion.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A server on a port of its own that answers every request the same way, and knows when a connection closes. */
async function upstream(answer: Answer) {
  const requests: { url: string; headers: IncomingMessage['headers']; body: unknown }[] = [];
  const closed: (() => void)[] = [];
  let closings = 0;
  let connections = 0;
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    requests.push({ url: request.url ?? '', headers: request.headers, body: body ? JSON.parse(body) : null });
    await answer(request, response);
  });
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.on('close', () => {
      closings += 1;
      for (const tell of closed.splice(0)) tell();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // the server gives its address once it listens on a port
  const { port } = server.address() as AddressInfo;
  const route: Route = {
    provider: `127.0.0.1:${port}`,
    baseURL: `http://127.0.0.1:${port}/v1`,
    apiKey: 'sk-secret-canary',
    upstreamName: 'm',
  };
  return {
    route,
    requests,
    connections: () => connections,
    /** Resolves when the next, or an earlier, connection has closed. */
    socketClosed: () => (closings > 0 ? Promise.resolve() : new Promise<void>((tell) => closed.push(tell))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const client = createModelClient();
const signal = () => new AbortController().signal;
const chunkOf = (content: string, finish: string | null = null) =>
  JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: finish }] });
const whole = `data: ${chunkOf('Grüße ')}\n\ndata: ${chunkOf('👩‍👩‍👧', 'stop')}\n\ndata: [DONE]\n\n`;

/** Answers with an event stream made of these pieces, one write each. */
const streams =
  (...pieces: (string | Uint8Array)[]): Answer =>
  async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const piece of pieces) {
      response.write(piece);
      if (pieces.length < 10) await new Promise((later) => setTimeout(later, 5));
    }
    response.end();
  };
const says =
  (
    status: number,
    type: string | null,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Answer =>
  (_, response) => {
    response.writeHead(status, { ...(type ? { 'content-type': type } : {}), ...headers });
    response.end(body);
  };

async function readAll(route: Route) {
  const reader = completionReader();
  const stream = await client.open(route, { model: 'm', messages: [] }, { signal: signal() });
  for await (const chunk of stream.chunks) reader.push(chunk);
  return reader.completion();
}

/** What `modelError` makes of a call that fails, either at once or while it is read. */
async function failureOf(answer: Answer) {
  await using server = await upstream(answer);
  const error: unknown = await readAll(server.route).then(
    (completion) => expect.unreachable(`it ended well: ${JSON.stringify(completion)}`),
    (thrown: unknown) => thrown,
  );
  const known = modelError(error);
  expect(known.message).not.toMatch(/secret|127\.0\.0\.1|http:|\n/);
  return known;
}

const cut: Answer = async (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: ${chunkOf('Hal')}\n\n`);
  await new Promise((later) => setTimeout(later, 20));
  response.destroy();
};

const refusal = (error: object) => JSON.stringify({ error });

const endless: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const beat = setInterval(() => response.write(`data: ${chunkOf('la ')}\n\n`), 5);
  response.on('close', () => clearInterval(beat));
};

async function drain(chunks: AsyncIterable<unknown>) {
  for await (const chunk of chunks) expect(chunk).toBeUndefined();
}

describe('a request', () => {
  test('asks for a stream once, with our headers and nothing from the environment', async () => {
    await using server = await upstream(streams(whole));
    const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }], max_tokens: 5 };
    const headers = { 'x-candor-call-id': 'call-1' };
    const stream = await client.open(server.route, body, {
      signal: signal(),
      headers,
      connectTimeoutMs: 5_000,
    });
    expect(stream).toMatchObject({ status: 200, contentType: 'text/event-stream; charset=utf-8' });
    for await (const chunk of stream.chunks) expect(chunk).toMatchObject({ id: 'c' });
    expect(server.requests).toMatchObject([
      {
        url: '/v1/chat/completions',
        body: { ...body, stream: true },
        headers: { 'x-candor-call-id': 'call-1', authorization: 'Bearer sk-secret-canary' },
      },
    ]);
  });

  test('carries no authorization when there is no key', async () => {
    await using server = await upstream(streams(whole));
    await readAll({ ...server.route, apiKey: '' });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('may be answered by a function instead of the network', async () => {
    const offline = createModelClient({
      fetch: async () => new Response(whole, { headers: { 'content-type': 'text/event-stream' } }),
    });
    const route = {
      provider: 'offline',
      baseURL: 'http://offline.invalid/v1',
      apiKey: '',
      upstreamName: 'm',
    };
    const stream = await offline.open(route, { model: 'm', messages: [] }, { signal: signal() });
    const reader = completionReader();
    for await (const chunk of stream.chunks) reader.push(chunk);
    expect(reader.completion().text).toBe('Grüße 👩‍👩‍👧');
  });

  test('uses the connection of the one before', async () => {
    await using server = await upstream(streams(whole));
    for (let turn = 0; turn < 3; turn++) {
      await readAll(server.route);
      await new Promise((later) => setTimeout(later, 100));
    }
    expect(server.connections()).toBe(1);
  });
});

describe('a stream is read whole with', () => {
  const bytes = new TextEncoder().encode(whole);
  test.each<[string, (string | Uint8Array)[]]>([
    ['line feeds', [whole]],
    ['CRLF', [whole.replaceAll('\n', '\r\n')]],
    ['CR alone', [whole.replaceAll('\n', '\r')]],
    ['a byte order mark', [`\uFEFF${whole}`]],
    ['comments and pings', [`: PROCESSING\n\n${whole.replaceAll('\n\n', '\n\n: ping\n\n')}`]],
    ['one byte at a time', [...bytes].map((byte) => Uint8Array.of(byte))],
    ['a character cut in two', [bytes.slice(0, 62), bytes.slice(62)]],
    ['event names and ids', [whole.replaceAll('data:', 'event: chunk\nid: 7\ndata:')]],
    ['no space after the colon', [whole.replaceAll('data: ', 'data:')]],
    ['JSON over two data lines', [whole.replaceAll(',"model"', ',\ndata: "model"')]],
    ['no [DONE]', [whole.replace('data: [DONE]\n\n', '')]],
    ['no blank line at the end', [whole.replace('data: [DONE]\n\n', '').trimEnd()]],
    ['anything after [DONE]', [`${whole}data: garbage\n\n`]],
  ])('%s', async (_, pieces) => {
    await using server = await upstream(streams(...pieces));
    expect(await readAll(server.route)).toMatchObject({ text: 'Grüße 👩‍👩‍👧', finishReason: 'stop' });
  });

  test('a piece of five megabytes', async () => {
    const big = 'x'.repeat(5_000_000);
    await using server = await upstream(streams(`data: ${chunkOf(big, 'stop')}\n\n`));
    expect((await readAll(server.route)).text).toHaveLength(5_000_000);
  });

  test('an error and the usage of one chunk, both', async () => {
    const chunk = {
      error: { code: 400, message: 'limit' },
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    };
    await using server = await upstream(streams(`data: ${JSON.stringify(chunk)}\n\n`));
    expect(await readAll(server.route)).toMatchObject({
      providerError: { code: '400', message: 'limit' },
      rawUsage: { prompt_tokens: 1 },
    });
  });
});

describe('a stream that ends too soon has no finish_reason', () => {
  test.each([
    ['nothing at all', []],
    ['between two chunks', [`data: ${chunkOf('Hal')}\n\n`]],
    ['inside a chunk', [`data: ${chunkOf('Hal')}\n\ndata: {"id":"c","cho`]],
  ])('%s', async (_, pieces) => {
    await using server = await upstream(streams(...pieces));
    expect((await readAll(server.route)).finishReason).toBeNull();
  });
});

describe('what is no answer is an error', () => {
  test.each<[string, string, Answer]>([
    ['HTML with status 200', 'bad-content-type', says(200, 'text/html', '<h1>Welcome</h1>')],
    ['an empty answer', 'bad-content-type', says(200, null, '')],
    ['no content at all', 'bad-content-type', says(204, null, '')],
    ['a JSON array', 'bad-content-type', says(200, 'application/json', '[1]')],
    ['JSON that is no completion', 'bad-content-type', says(200, 'application/json', '{"ok":true}')],
    ['broken JSON', 'bad-content-type', says(200, 'application/json', '{"object":')],
    ['a chunk that is no JSON', 'protocol', streams('data: {"id":\n\n', whole)],
    ['two objects in one line', 'protocol', streams(`data: ${chunkOf('a')}${chunkOf('b')}\n\n`)],
    [
      'plain text called gzip',
      'protocol',
      says(200, 'text/event-stream', whole, { 'content-encoding': 'gzip' }),
    ],
    ['a page that lies elsewhere', 'redirected', says(302, null, '', { location: 'http://example.com' })],
  ])('%s', async (_, code, answer) => {
    expect(await failureOf(answer)).toMatchObject({ code, retryable: false });
  });

  test('the beginning of an unreadable chunk is kept', async () => {
    await using server = await upstream(streams('data: {"id": oops\n\n'));
    await expect(readAll(server.route)).rejects.toMatchObject({ code: 'protocol', raw: '{"id": oops' });
  });

  test('a cut connection is not an end', async () => {
    expect(await failureOf(cut)).toMatchObject({ code: 'connection-lost', retryable: true, status: null });
  });

  test('neither is one that is cut before the head', async () => {
    const failure = await failureOf((request) => void request.socket.destroy());
    expect(failure).toMatchObject({ code: 'connection-lost', retryable: true });
  });
});

describe('a server that does not stream', () => {
  const completion = {
    id: 'c',
    object: 'chat.completion',
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hallo' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  };

  test('may answer at once, packed even', async () => {
    const packed = gzipSync(JSON.stringify(completion));
    await using server = await upstream(
      says(200, 'application/json', packed, { 'content-encoding': 'gzip' }),
    );
    expect(await readAll(server.route)).toMatchObject({
      text: 'Hallo',
      finishReason: 'stop',
      rawUsage: completion.usage,
    });
  });

  test('may report an error with status 200', async () => {
    await using server = await upstream(
      says(200, 'application/json', '{"error":{"code":"busy","message":"later"}}'),
    );
    expect((await readAll(server.route)).providerError).toEqual({ code: 'busy', message: 'later' });
  });
});

describe('refusals', () => {
  test.each<[number, object, Record<string, string>, object]>([
    [
      400,
      { message: "Unsupported parameter: 'max_tokens'", param: 'max_tokens', code: 'unsupported_parameter' },
      {},
      { code: 'bad-request', retryable: false, parameter: 'max_tokens' },
    ],
    [
      400,
      { message: 'too long', code: 'context_length_exceeded' },
      {},
      { code: 'context-too-long', parameter: null },
    ],
    [
      401,
      { message: 'Incorrect API key provided: sk-secret-canary' },
      {},
      { code: 'unauthorized', retryable: false },
    ],
    [402, { message: 'Insufficient credits' }, {}, { code: 'quota-exceeded', retryable: false }],
    [403, { message: 'no' }, {}, { code: 'unauthorized', retryable: false }],
    [404, { message: 'model m not found' }, {}, { code: 'model-not-found', retryable: false }],
    [
      429,
      { message: 'slow down' },
      { 'retry-after': '2' },
      { code: 'rate-limited', retryable: true, retryAfterMs: 2_000 },
    ],
    [429, { message: 'pay', code: 'insufficient_quota' }, {}, { code: 'quota-exceeded', retryable: false }],
    [500, { message: 'boom' }, {}, { code: 'upstream-500', retryable: true }],
    [
      503,
      { message: 'boom' },
      { 'retry-after': 'banana' },
      { code: 'upstream-503', retryable: true, retryAfterMs: null },
    ],
    [529, { message: 'overloaded' }, {}, { code: 'upstream-529', retryable: true }],
  ])('status %s %o', async (status, error, headers, expected) => {
    const failure = await failureOf(says(status, 'application/json', refusal(error), headers));
    expect(failure).toMatchObject({ status, ...expected });
  });

  test('are never tried again behind our back', async () => {
    await using server = await upstream(says(500, 'application/json', '{}', { 'x-should-retry': 'true' }));
    await expect(readAll(server.route)).rejects.toMatchObject({ status: 500 });
    expect(server.requests).toHaveLength(1);
  });

  test('a page of HTML is not quoted as HTML', async () => {
    const failure = await failureOf(
      says(400, 'text/html', '<html><b>Bad</b> <a href="http://x.y">Request</a></html>'),
    );
    expect(failure.message).toBe('The model provider refused the request. It said: Bad Request');
  });
});

describe('nobody there', () => {
  test('a closed port', async () => {
    const server = await upstream(streams());
    await server[Symbol.asyncDispose]();
    const error: unknown = await readAll(server.route).catch((thrown: unknown) => thrown);
    expect(modelError(error)).toMatchObject({ code: 'connection', retryable: true, status: null });
  });

  test('a name that does not exist', async () => {
    const route = { provider: 'x', baseURL: 'http://nobody.invalid/v1', apiKey: 'k', upstreamName: 'm' };
    const error: unknown = await readAll(route).catch((thrown: unknown) => thrown);
    expect(modelError(error)).toMatchObject({ code: 'connection', retryable: true });
  });

  test('a head that never comes ends at the time limit, and the connection is closed', async () => {
    await using server = await upstream(() => {});
    const opening = client.open(server.route, { model: 'm' }, { signal: signal(), connectTimeoutMs: 50 });
    const error: unknown = await opening.catch((thrown: unknown) => thrown);
    expect(modelError(error)).toMatchObject({ code: 'timeout', retryable: true });
    await server.socketClosed();
  });
});

describe('stopping', () => {
  test('by the signal ends the loop with its reason and closes the connection', async () => {
    await using server = await upstream(endless);
    const stop = new AbortController();
    const stream = await client.open(server.route, { model: 'm' }, { signal: stop.signal });
    const reason = new Error('the person pressed stop');
    const reading = (async () => {
      for await (const chunk of stream.chunks) {
        expect(chunk).toBeDefined();
        stop.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    await server.socketClosed();
  });

  test('while the provider is silent, too', async () => {
    await using server = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    });
    const stop = new AbortController();
    const stream = await client.open(server.route, { model: 'm' }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    const error: unknown = await drain(stream.chunks).catch((thrown: unknown) => thrown);
    expect(modelError(error)).toMatchObject({ code: 'stopped', retryable: false });
    await server.socketClosed();
  });

  test('before the head came', async () => {
    await using server = await upstream(() => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const error: unknown = await client
      .open(server.route, { model: 'm' }, { signal: stop.signal })
      .catch((thrown: unknown) => thrown);
    expect(modelError(error).code).toBe('stopped');
    await server.socketClosed();
  });

  test('before anything was sent: nothing is sent', async () => {
    await using server = await upstream(streams(whole));
    const opening = client.open(server.route, { model: 'm' }, { signal: AbortSignal.abort() });
    await expect(opening).rejects.toThrow('aborted');
    expect(server.requests).toHaveLength(0);
  });

  test('by leaving the loop closes the connection', async () => {
    await using server = await upstream(endless);
    const stream = await client.open(server.route, { model: 'm' }, { signal: signal() });
    for await (const chunk of stream.chunks) {
      expect(chunk).toBeDefined();
      break;
    }
    await server.socketClosed();
  });

  test('is listened for only as long as the call lasts', async () => {
    await using server = await upstream(streams(whole));
    await using broken = await upstream(says(500, 'application/json', '{}'));
    const stop = new AbortController();
    const stream = await client.open(server.route, { model: 'm' }, { signal: stop.signal });
    for await (const chunk of stream.chunks) expect(chunk).toBeDefined();
    await expect(client.open(broken.route, { model: 'm' }, { signal: stop.signal })).rejects.toMatchObject({
      status: 500,
    });
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });

  test('what is no answer closes the connection as well', async () => {
    await using server = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<h1>');
    });
    await expect(readAll(server.route)).rejects.toMatchObject({ code: 'bad-content-type' });
    await server.socketClosed();
  });

  test('a connection that stays open after [DONE] is closed by us', async () => {
    await using server = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(whole);
    });
    expect((await readAll(server.route)).finishReason).toBe('stop');
    await server.socketClosed();
  });
});

describe('the list of models', () => {
  test('is asked for once and gives the ids', async () => {
    const list = { object: 'list', data: [{ id: 'a' }, { id: 'b' }, { odd: true }] };
    await using server = await upstream(says(200, 'application/json', JSON.stringify(list)));
    expect(await client.listModels(server.route, signal())).toEqual(['a', 'b']);
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/models']);
  });

  test('is empty where there is none', async () => {
    await using server = await upstream(says(404, 'text/plain', 'not found'));
    expect(await client.listModels(server.route, signal())).toEqual([]);
  });

  test('is asked for with the header that Anthropic wants', async () => {
    await using server = await upstream(
      says(200, 'application/json', '{"data":[{"id":"claude-haiku-4-5"}]}'),
    );
    const route = { ...server.route, provider: 'anthropic' };
    expect(await client.listModels(route, signal())).toEqual(['claude-haiku-4-5']);
    expect(server.requests[0]).toMatchObject({
      url: '/v1/models?limit=1000',
      headers: { 'x-api-key': 'sk-secret-canary', 'anthropic-version': '2023-06-01' },
    });
  });

  test.each([['{}'], ['[]'], ['<html>'], ['{"data":5}']])('that is %s is no list', async (body) => {
    await using server = await upstream(says(200, 'application/json', body));
    expect(await client.listModels(server.route, signal()).catch(() => 'failed')).toSatisfy(
      (value) => value === 'failed' || (Array.isArray(value) && value.length === 0),
    );
  });
});

test('a socket that speaks no HTTP is a failure with a plain sentence', async () => {
  await using server = await upstream((request) => {
    request.socket.end('SSH-2.0-hello\r\n');
  });
  const error: unknown = await readAll(server.route).catch((thrown: unknown) => thrown);
  expect(modelError(error)).toMatchObject({ code: 'connection-lost', retryable: true });
});
