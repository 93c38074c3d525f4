import { z } from 'zod';

/** A request whose response streams one answer as server-sent events. */
export interface StreamRequest {
  url: string;
  method: 'GET' | 'POST';
}

/** One way to bring a model's tokens to a reader. */
export interface Contestant {
  name: string;
  /** The module that serves it, in a process of its own. */
  module: string;
  env: Record<string, string>;
  /** Asks the server for one answer. */
  ask(serverUrl: string): Promise<StreamRequest>;
  /** The piece of the answer that the data of one event carries; empty when it carries none. */
  textOf(data: string): string;
}

const delta = z.object({ delta: z.string() });
const piece = z.object({ text: z.string() });
const sent = z.object({ result: z.object({ data: z.object({ runId: z.string() }) }) });

const openaiSdk: Contestant = {
  name: 'openai SDK, by hand',
  module: './contestants/openaiSdk.ts',
  env: {},
  ask: async (url) => ({ url, method: 'POST' }),
  textOf: (data) => textIn(data, '"text"'),
};

const bareTrpc: Contestant = {
  name: 'bare tRPC subscription',
  module: './contestants/bareTrpc.ts',
  env: {},
  ask: async (url) => ({ url: `${url}/answer`, method: 'GET' }),
  textOf: (data) => textIn(data, '"text"'),
};

const aiSdk: Contestant = {
  name: 'AI SDK streamText',
  module: './contestants/aiSdk.ts',
  env: {},
  ask: async (url) => ({ url, method: 'POST' }),
  textOf: (data) => (data.includes('"text-delta"') ? delta.parse(JSON.parse(data)).delta : ''),
};

/** A greeting is answered by one call, so Candor makes as many requests as its peers. */
function candor(name: string, env: Record<string, string>): Contestant {
  return {
    name,
    module: './contestants/candor.ts',
    env,
    async ask(serverUrl) {
      const response = await fetch(`${serverUrl}/trpc/chat.send`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message: 'Hello' }),
      });
      const { runId } = sent.parse(await response.json()).result.data;
      const input = encodeURIComponent(JSON.stringify({ runId }));
      return { url: `${serverUrl}/trpc/chat.stream?input=${input}`, method: 'GET' };
    },
    textOf: (data) => textIn(data, '"answer-delta"'),
  };
}

/** Everyone who is measured; Candor on a PostgreSQL server too when there is one. */
export function contestants(databaseUrl: string | null): Contestant[] {
  const own = [openaiSdk, bareTrpc, aiSdk, candor('Candor on PGlite', {})];
  return databaseUrl === null ? own : [...own, candor('Candor on PostgreSQL', { DATABASE_URL: databaseUrl })];
}

function textIn(data: string, mark: string): string {
  if (!data.includes(mark)) return '';
  const parsed: unknown = JSON.parse(data);
  return piece.parse(parsed).text;
}
