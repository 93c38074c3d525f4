import type { IncomingMessage } from 'node:http';

/** The body of a request; null when the client went away before its end. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  try {
    for await (const part of incoming) parts.push(part);
  } catch {
    return null;
  }
  return Buffer.concat(parts);
}
