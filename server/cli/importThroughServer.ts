import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { type ImportEvent, importEvent } from '#shared/importEvent.ts';
import type { SendReviews } from './runImport.ts';

const refusal = z.object({
  error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }),
});

/**
 * Sends a file to the running server at an address like `http://127.0.0.1:8000`, and yields what it tells while it
 * reads. node:http, since fetch hands out no answer before the whole file is sent.
 */
export function importThroughServer(address: string): SendReviews {
  return async function* send(source, { companyId, filename, map, signal }) {
    const query = new URLSearchParams({ company_id: companyId, filename });
    if (map !== undefined) query.set('map', map);
    const upload = request(`${address}/api/v1/reviews/import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
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
  const message = 'The server does not answer any more. Start it again, or stop it for good.';
  throw new AppError('server-unreachable', message, { retryable: true, cause });
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<ImportEvent> {
  if (response.statusCode !== 200) throw await refusalOf(response);
  for await (const line of linesOf(response)) {
    const event = importEvent.parse(JSON.parse(line));
    yield event;
    if (event.type === 'report' || event.type === 'error') return;
  }
  const message = 'The server went away before the import was done. Repeat it: nothing is added twice.';
  throw new AppError('import-cut', message, { retryable: true });
}

/** Whole lines of an answer, up to where it ends or breaks off. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let pending = '';
  const pieces: AsyncIterable<string> = response.setEncoding('utf8');
  try {
    for await (const piece of pieces) {
      const lines = (pending + piece).split('\n');
      pending = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    // a connection that breaks off is an end like any other: the missing report tells
  }
}

async function refusalOf(response: IncomingMessage): Promise<AppError> {
  const { statusCode = 500 } = response;
  const told = refusal.safeParse(await json(response).catch(() => null)).data?.error;
  if (told) return new AppError(told.code, told.message, { status: statusCode, retryable: told.retryable });
  return new AppError('server-unclear', `The server answered ${statusCode} and nothing that Candor says.`);
}
