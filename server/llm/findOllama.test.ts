import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findOllama } from './findOllama.ts';

async function answering(body: string | null) {
  const server = createServer((_, response) => {
    if (body !== null) response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // the server gives its address once it listens on a port
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('gives the line that would use it, with a model that can speak', async () => {
  const models = [{ id: 'nomic-embed-text:latest' }, { id: 'llama3.2:latest' }];
  await using ollama = await answering(JSON.stringify({ data: models }));
  expect(await findOllama(ollama.address)).toBe(
    `Ollama is running here. To use it: OPENAI_BASE_URL=${ollama.address}/v1 MODEL=llama3.2:latest npm start`,
  );
});

test.each([['{"data":[]}'], ['<html>'], ['{"data":null}']])(
  'says nothing when the answer is %s',
  async (body) => {
    await using ollama = await answering(body);
    expect(await findOllama(ollama.address)).toBeNull();
  },
);

test('says nothing when nobody answers, or not in time', async () => {
  await using silent = await answering(null);
  expect(await findOllama(silent.address)).toBeNull();
  expect(await findOllama('http://127.0.0.1:1')).toBeNull();
});
