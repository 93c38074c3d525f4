import { Agent, type IncomingMessage, request } from 'node:http';

/** A request as it goes out: `headers` may say what a browser never would. */
export interface PlainRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | null | undefined;
}

/** What came back. */
export interface PlainAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Who hangs up on an answer stops it; who hangs up on this stops nothing. */
const endless = '/trpc/usage.live';
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends a request and reads the whole answer; node:http, since fetch sets Host and Origin itself. */
export function plainRequest(
  url: string,
  { method, path, headers = {}, body }: PlainRequest,
): Promise<PlainAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PlainAnswer>();
  const { hostname, port } = new URL(url);
  const length = body === null || body === undefined ? 0 : Buffer.byteLength(body);
  // Node answers a request of 30 MB before it has read it all: such a connection is not used again
  const own = length > 1_000_000 ? { agent: false as const } : { agent };
  const sent = request({ hostname, port, method, path, ...own, headers: withLength(headers, body, length) });
  let answered = false;
  sent.once('response', async (response) => {
    answered = true;
    const body = await readBody(response, path.startsWith(endless)).catch(() => '');
    const contentType = response.headers['content-type'] ?? '';
    resolve({ status: response.statusCode ?? 0, contentType, body });
  });
  // what breaks after the answer has begun is the rest of a body that nobody wanted
  sent.on('error', (error) => {
    if (!answered) reject(error);
  });
  sent.end(body ?? undefined);
  return promise;
}

/** The whole body; of a stream that goes on for ever, its first two events. */
async function readBody(response: IncomingMessage, isEndless: boolean): Promise<string> {
  // a letter may be cut between two pieces
  response.setEncoding('utf8');
  let body = '';
  for await (const piece of response) {
    body += String(piece);
    if (isEndless && body.split('\n\n').length > 2) break;
  }
  return body;
}

function withLength(
  headers: Record<string, string>,
  body: PlainRequest['body'],
  length: number,
): Record<string, string> {
  return body === null || body === undefined ? headers : { ...headers, 'content-length': String(length) };
}
