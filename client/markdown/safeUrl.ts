const allowed = new Set(['http:', 'https:', 'mailto:']);

/** The address as a link may carry it, or null: only absolute http, https and mailto addresses lead out of an answer. */
export function safeUrl(address: string): URL | null {
  const url = URL.parse(address);
  return url && allowed.has(url.protocol) ? url : null;
}
