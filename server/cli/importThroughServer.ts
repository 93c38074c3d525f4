import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { type ImportEvent, importEvent } from '#shared/importEvent.ts';
import type { SendReviews } from './runImport.ts';

interface Server {
  /** `http://127.0.0.1:8000` */
  address: string;
  apiKey?: string | undefined;
}

const refusal = z.object({
  error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }),
});

/**
 * Sends a file to a running server, which holds the database, and yields what it tells while it reads.
 * node:http, since fetch hands out no answer before the whole file is sent.
 */
export function importThroughServer({ address, apiKey }: Server): SendReviews {
  return async function* send(source, { companyId, filename, map, signal }) {
    const url = new URL('/api/v1/reviews/import', address);
    url.searchParams.set('company_id', companyId);
    url.searchParams.set('filename', filename);
    if (map !== undefined) url.searchParams.set('map', map);
    const upload = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      ...(signal ? { signal } : {}),
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      upload.once('response', resolve);
      upload.once('error', reject);
    });
    // a server that refuses closes before it has read the whole file; its answer says more than the broken pipe
    const sent = pipeline(Readable.from(source), upload).catch(() => undefined);
    try {
      yield* eventsOf(await answered.catch(unreachable));
      await sent;
    } finally {
      upload.destroy();
    }
  };
}

function unreachable(cause: unknown): never {
  throw new AppError(
    'server-unreachable',
    'The server does not answer any more. Start it again, or stop it for good.',
    {
      retryable: true,
      cause,
    },
  );
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<ImportEvent> {
  if (response.statusCode !== 200) throw await refusalOf(response);
  for await (const line of linesOf(response)) {
    const event = importEvent.parse(JSON.parse(line));
    yield event;
    if (event.type === 'report' || event.type === 'error') return;
  }
  throw new AppError(
    'import-cut',
    'The server went away before the import was done. Repeat it: nothing is added twice.',
    { retryable: true },
  );
}

/** Whole lines of an answer, up to where it ends or breaks off. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let pending = '';
  const pieces: AsyncIterator<string> = response.setEncoding('utf8')[Symbol.asyncIterator]();
  try {
    for (;;) {
      // a connection that breaks off is an end like any other: the missing report tells
      const piece = await pieces.next().catch(() => null);
      if (piece === null || piece.done) return;
      const lines = (pending + piece.value).split('\n');
      pending = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    await pieces.return?.();
  }
}

async function refusalOf(response: IncomingMessage): Promise<AppError> {
  const text = Buffer.concat(await response.toArray()).toString();
  try {
    const { code, message, retryable } = refusal.parse(JSON.parse(text)).error;
    return new AppError(code, message, { status: response.statusCode ?? 500, retryable });
  } catch {
    return new AppError(
      'server-unclear',
      `The server answered ${response.statusCode} and nothing that Candor says.`,
    );
  }
}
