import { AppError } from '#server/appError.ts';

/** Posts JSON to the running server. @throws AppError with the server's own words */
export async function postToServer<Answer>(url: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const { code = 'server-error', message = 'The server refused.' } = answer?.error ?? {};
  throw new AppError(code, message, { status: response.status });
}
