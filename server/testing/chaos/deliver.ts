import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnswerFrame } from './answerFrame.ts';
import type { Exchange } from './exchange.ts';
import type { FaultSet } from './faultSet.ts';
import { createPace, sleep } from './pace.ts';
import type { WitnessEnd } from './witnessLine.ts';

/** Time for what was written to reach the client, since a reset throws away what it has not read. */
const settleMs = 25;

/**
 * Sends the frames, in their pace and up to the place where a fault ends them.
 * @throws AbortError when the client goes away.
 */
export async function deliver(frames: Iterable<AnswerFrame>, exchange: Exchange): Promise<WitnessEnd> {
  const { response, faults, entry, hold, signal } = exchange;
  sendHead(exchange);
  await hold('headers', signal);
  await sleep(faults.number('ttfb', 'ms', 0), signal);
  if (faults.has('never')) await ping(exchange);

  const pace = createPace(faults);
  let pieces = 0;
  let isStalled = false;
  let isClosing = false;
  for (const frame of frames) {
    const isDue = (name: 'drop' | 'fin' | 'stall'): boolean =>
      faults.has(name) &&
      (frame.place === 'closing' || (faults.number(name, 'at', 3) <= pieces && frame.place === 'piece'));
    if (frame.place === 'piece') await hold(pieces, signal);
    if (frame.place === 'closing' && !isClosing) await hold('end', signal);
    isClosing = frame.place === 'closing';
    if (isDue('stall') && !isStalled) {
      isStalled = true;
      await sleep(faults.number('stall', 'ms', Number.POSITIVE_INFINITY), signal);
    }
    if (isDue('drop')) return drop(exchange);
    if (isDue('fin')) return fin(exchange);
    if (frame.place === 'piece') {
      await pace(frame.bytes.length, frame.text.length, signal);
      pieces += 1;
    }
    await write(frame, exchange);
  }
  response.end();
  if (!response.writableFinished) await once(response, 'finish', { signal });
  return entry.line.client_closed_at === null ? 'ok' : 'client-closed';
}

function sendHead({ request, response, faults, entry }: Exchange): void {
  const charset = faults.has('charset') ? (faults.word('charset', 'name') ?? 'utf-16le') : 'utf-8';
  response.socket?.setNoDelay(true);
  entry.answered(200);
  response.writeHead(200, {
    'content-type': `${request.stream ? 'text/event-stream' : 'application/json'}; charset=${charset}`,
    'cache-control': 'no-cache',
    ...(faults.has('gzip-lie') ? { 'content-encoding': 'gzip' } : {}),
  });
  response.flushHeaders();
}

async function write(frame: AnswerFrame, { response, faults, entry, signal }: Exchange): Promise<void> {
  const size = splitSize(faults, frame.bytes.length);
  for (let start = 0; start < frame.bytes.length; start += size) {
    const isLast = start + size >= frame.bytes.length;
    const part = frame.bytes.subarray(start, start + size);
    const hasRoom = response.write(part);
    entry.wrote(part.length, isLast ? frame.text : '');
    if (isLast && typeof frame.usage === 'string') entry.usage(frame.usage);
    if (!hasRoom) await once(response, 'drain', { signal });
    if (size < frame.bytes.length) await nextTurn();
    signal.throwIfAborted();
  }
}

function splitSize(faults: FaultSet, length: number): number {
  return faults.has('split') ? Math.max(1, faults.number('split', 'bytes', 1)) : Math.max(1, length);
}

/** Keeps the connection alive and says nothing, until the client has had enough. */
async function ping({ request, response, faults, entry, signal }: Exchange): Promise<never> {
  const beat = Buffer.from(request.stream ? ': ping\n\n' : ' ');
  for (;;) {
    response.write(beat);
    entry.wrote(beat.length, '');
    await sleep(faults.number('never', 'ms', 1_000), signal);
  }
}

async function drop({ response, signal }: Exchange): Promise<WitnessEnd> {
  await sleep(settleMs, signal);
  response.socket?.resetAndDestroy();
  return 'drop';
}

/** A clean end of the body; `raw` closes the connection cleanly and leaves the body unfinished. */
async function fin({ response, faults, signal }: Exchange): Promise<WitnessEnd> {
  if (faults.word('fin', 'raw') === undefined) {
    response.end();
    return 'fin';
  }
  await sleep(settleMs, signal);
  response.socket?.end();
  return 'fin';
}
