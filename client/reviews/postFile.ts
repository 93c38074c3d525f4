import { z } from 'zod';

const refusal = z.object({ error: z.object({ message: z.string() }) });

interface PostedFile {
  path: string;
  query: Record<string, string>;
  body: Blob;
  signal: AbortSignal;
}

/** Posts a file as it is. @throws Error in the server's own words, or saying that the connection broke */
export async function postFile({ path, query, body, signal }: PostedFile): Promise<Response> {
  const response = await fetch(`/api/v1/reviews/${path}?${new URLSearchParams(query)}`, {
    method: 'POST',
    body,
    signal,
    headers: { 'content-type': 'application/octet-stream' },
  }).catch((cause: unknown) => {
    throw new Error('The connection to the server broke.', { cause });
  });
  if (response.ok) return response;
  const told = refusal.safeParse(await response.json().catch(() => null));
  throw new Error(told.data?.error.message ?? `The server answered ${response.status}.`);
}
