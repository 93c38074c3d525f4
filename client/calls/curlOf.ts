import { requestBody, type SentRequest } from './sentRequest.ts';

/** Endpoints whose address is public; any other is known to whoever set it up. */
const addresses: Record<string, { url: string; key: string }> = {
  openai: { url: 'https://api.openai.com/v1', key: 'OPENAI_API_KEY' },
  anthropic: { url: 'https://api.anthropic.com/v1', key: 'ANTHROPIC_API_KEY' },
  openrouter: { url: 'https://openrouter.ai/api/v1', key: 'OPENROUTER_API_KEY' },
};

/** The same request for a terminal, with the name of a key in place of any key. */
export function curlOf(provider: string, request: SentRequest): string {
  const { url, key } = addresses[provider] ?? { url: '$OPENAI_BASE_URL', key: 'OPENAI_API_KEY' };
  const body = JSON.stringify(requestBody(request), null, 2);
  return [
    `curl "${url}/chat/completions"`,
    `-H "Authorization: Bearer $${key}"`,
    "-H 'Content-Type: application/json'",
    // within single quotes a shell reads everything as it is, but the quote itself
    `-d '${body.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n  ');
}
