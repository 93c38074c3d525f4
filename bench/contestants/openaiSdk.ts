import { createServer } from 'node:http';
import OpenAI from 'openai';
import { announce } from '../announce.ts';
import { listen } from '../listen.ts';

const openai = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: 'bench', maxRetries: 0 });

/** The least one can do: the SDK's stream, written to the response as server-sent events by hand. */
const server = createServer(async (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const stream = await openai.chat.completions.create({
    model: 'bench-model',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
  });
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta.content;
    if (text) response.write(`data: ${JSON.stringify({ text })}\n\n`);
  }
  response.end();
});
announce(await listen(server));
