import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { StreamEvent } from '#shared/runView.ts';

interface FollowOnce {
  url: string;
  runId: string;
  /** As the input field; left out when undefined. */
  lastEventId?: string | undefined;
  /** As the header, which is what a browser sends when it reconnects. */
  lastEventIdHeader?: string | undefined;
  onEvent: (event: StreamEvent) => void;
  signal?: AbortSignal;
}

/**
 * Follows a run over one connection, by hand and with none of the product's own client, until the stream ends or
 * breaks. @returns whether the server said that it was over
 */
export async function followOnce(options: FollowOnce): Promise<boolean> {
  const { runId, lastEventId, signal } = options;
  const input = JSON.stringify({ runId, ...(lastEventId === undefined ? {} : { lastEventId }) });
  try {
    const response = await fetch(`${options.url}/trpc/chat.stream?input=${encodeURIComponent(input)}`, {
      headers: {
        accept: 'text/event-stream',
        ...(options.lastEventIdHeader === undefined ? {} : { 'last-event-id': options.lastEventIdHeader }),
      },
      ...(signal ? { signal } : {}),
    });
    if (response.status >= 400 && response.status < 500) throw new Refused(await response.text());
    if (!response.ok || response.body === null) return false;
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    for await (const { event, data } of events) {
      if (event === 'return') return true;
      if (event === undefined || event === 'message') options.onEvent(JSON.parse(data));
    }
    return false;
  } catch (error) {
    if (error instanceof Refused) throw error;
    // cut on the way, or left by the caller: whoever follows comes back with the last number it has seen
    return false;
  }
}

class Refused extends Error {}
