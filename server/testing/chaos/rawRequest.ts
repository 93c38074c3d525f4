import { connect } from 'node:net';

/** An answer as it was on the wire. */
export interface RawAnswer {
  head: string;
  /** The body, taken out of its chunked transfer coding when it has one. */
  body: Buffer;
  /** The sizes of the transfer chunks. */
  chunkSizes: number[];
  /** Whether the body ended as HTTP says it must. */
  isWhole: boolean;
  /** How the connection ended: cleanly, by a reset, or by ourselves after `giveUpAfterMs`. */
  ended: 'fin' | 'reset' | 'gave-up';
}

/** Sends one request over a bare socket and reads until the connection ends; nothing tidies up what comes back. */
export function rawRequest(
  port: number,
  {
    path = '/v1/chat/completions',
    headers = {},
    body = {},
    giveUpAfterMs = 2_000,
  }: {
    path?: string;
    headers?: Record<string, string>;
    body?: unknown;
    giveUpAfterMs?: number;
  },
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const parts: Buffer[] = [];
  const payload = Buffer.from(JSON.stringify(body));
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    `content-length: ${payload.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n${payload}`));
  const finish = (ended: RawAnswer['ended']): void => {
    clearTimeout(giveUp);
    socket.destroy();
    resolve(parsed(Buffer.concat(parts), ended));
  };
  const giveUp = setTimeout(() => finish('gave-up'), giveUpAfterMs);
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('end', () => finish('fin'));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') return finish('reset');
    clearTimeout(giveUp);
    reject(error);
  });
  return promise;
}

function parsed(raw: Buffer, ended: RawAnswer['ended']): RawAnswer {
  const headEnd = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, Math.max(0, headEnd)).toString('latin1');
  const rest = headEnd < 0 ? Buffer.alloc(0) : raw.subarray(headEnd + 4);
  if (/^transfer-encoding: chunked$/im.test(head)) return { head, ended, ...dechunked(rest) };
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN);
  return { head, ended, body: rest, chunkSizes: [], isWhole: rest.length === length };
}

function dechunked(rest: Buffer): Pick<RawAnswer, 'body' | 'chunkSizes' | 'isWhole'> {
  const parts: Buffer[] = [];
  let from = 0;
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', from);
    const size = Number.parseInt(rest.subarray(from, lineEnd).toString('latin1'), 16);
    const isLast = size === 0;
    if (lineEnd < 0 || isLast) {
      return { body: Buffer.concat(parts), chunkSizes: parts.map((part) => part.length), isWhole: isLast };
    }
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    from = lineEnd + 2 + size + 2;
  }
}
