import { createServer } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { pipeUIMessageStreamToResponse, streamText, toUIMessageStream } from 'ai';
import { announce } from '../announce.ts';
import { listen } from '../listen.ts';

const provider = createOpenAICompatible({
  name: 'bench',
  baseURL: process.env.OPENAI_BASE_URL ?? '',
  apiKey: 'bench',
});

/** The AI SDK as its documentation shows it: `streamText` to a UI message stream. */
const server = createServer((_request, response) => {
  const { stream } = streamText({ model: provider('bench-model'), prompt: 'Hello', maxRetries: 0 });
  pipeUIMessageStreamToResponse({ response, stream: toUIMessageStream({ stream }) });
});
announce(await listen(server));
