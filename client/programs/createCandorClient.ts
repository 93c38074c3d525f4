import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource as NodeEventSource } from 'eventsource';
import type { CandorClient, CandorRouter } from '../api.ts';

export interface CandorClientOptions {
  /** Where Candor runs, without `/trpc`: `http://127.0.0.1:8000`. */
  url: string;
  /** A key for servers that ask for one. It travels in a header, never in an address. */
  apiKey?: string;
}

/**
 * A typed client for programs and pages. Calls go one by one, never in a batch: `chat.ask` takes as long as its
 * answer, and would hold back whatever shared its request.
 */
export function createCandorClient({ url, apiKey }: CandorClientOptions): CandorClient {
  const trpcUrl = `${url.replace(/\/+$/, '')}/trpc`;
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  return createTRPCClient<CandorRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true:
          apiKey === undefined && globalThis.EventSource !== undefined
            ? httpSubscriptionLink({ url: trpcUrl })
            : httpSubscriptionLink({
                url: trpcUrl,
                EventSource: NodeEventSource,
                eventSourceOptions: {
                  fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
                },
              }),
        false: httpLink({ url: trpcUrl, headers }),
      }),
    ],
  });
}
