import { createServer } from 'node:http';
import { initTRPC } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import OpenAI from 'openai';
import { announce } from '../announce.ts';
import { listen } from '../listen.ts';

const openai = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: 'bench', maxRetries: 0 });
const t = initTRPC.create();

/** A subscription that yields the SDK's tokens as they come: what `httpSubscriptionLink` reads, and nothing more. */
const router = t.router({
  answer: t.procedure.subscription(async function* ({ signal }) {
    const stream = await openai.chat.completions.create(
      { model: 'bench-model', messages: [{ role: 'user', content: 'Hello' }], stream: true },
      { signal: signal ?? null },
    );
    for await (const chunk of stream) {
      const text = chunk.choices[0]?.delta.content;
      if (text) yield { text };
    }
  }),
});

announce(await listen(createServer(createHTTPHandler({ router }))));
