import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

interface Listening {
  url: string;
  channel: string;
  onNotify: (payload: string) => void;
}

const RECONNECT_MS = 1_000;

/**
 * Hears a channel's notifications on a connection of its own, coming back when that is lost. What is said while it
 * is away is missed: whoever relies on it polls as well.
 * @returns a function that stops listening
 */
export function listen({ url, channel, onNotify }: Listening): () => Promise<void> {
  const stopped = new AbortController();
  const ended = (async () => {
    while (!stopped.signal.aborted) {
      await listenOnce().catch(() => undefined);
      await sleep(RECONNECT_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();

  async function listenOnce(): Promise<void> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
    const lost = Promise.withResolvers<void>();
    client.on('error', () => lost.resolve());
    client.on('end', () => lost.resolve());
    client.on('notification', ({ payload }) => onNotify(payload ?? ''));
    const stop = () => lost.resolve();
    stopped.signal.addEventListener('abort', stop);
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      if (!stopped.signal.aborted) await lost.promise;
    } finally {
      stopped.signal.removeEventListener('abort', stop);
      await client.end().catch(() => undefined);
    }
  }

  return async () => {
    stopped.abort();
    await ended;
  };
}
