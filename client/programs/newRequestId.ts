/** `crypto.randomUUID` exists on https and localhost only; a page on a plain address needs an id for its questions too. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
