import { Agent, type IncomingMessage, request } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { StreamRequest } from './contestants.ts';

/** A reader of one answer. */
export interface Follower {
  /** What it was given so far. */
  text(): string;
  /** When each token reached it, by `performance.now()`. */
  arrivedMs: readonly number[];
  /** Resolves when the server has taken the request and its stream is open. */
  opened: Promise<void>;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
}

const agent = new Agent({ maxSockets: Infinity });

/** Opens a stream and reads it to its end, as fast as it comes. */
export function follow({ url, method }: StreamRequest, textOf: (data: string) => string): Follower {
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let text = '';
  const arrivedMs: number[] = [];
  const parser = createParser({
    onEvent({ data }) {
      const piece = textOf(data);
      if (piece === '') return;
      text += piece;
      for (let at = piece.indexOf(' '); at >= 0; at = piece.indexOf(' ', at + 1))
        arrivedMs.push(performance.now());
    },
  });
  const fail = (error: Error) => {
    opened.reject(error);
    ended.reject(error);
  };
  const read = (response: IncomingMessage) => {
    if (response.statusCode !== 200) fail(new Error(`${url} answered ${response.statusCode}`));
    opened.resolve();
    response.setEncoding('utf8');
    response.on('data', (data: string) => parser.feed(data));
    response.on('end', () => ended.resolve());
    response.on('error', fail);
  };
  request(url, { method, agent }, read).on('error', fail).end();
  // each is awaited in its own time; until then a failure is not an unhandled one
  opened.promise.catch(() => undefined);
  ended.promise.catch(() => undefined);
  return { text: () => text, arrivedMs, opened: opened.promise, ended: ended.promise };
}
