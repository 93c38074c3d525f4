const NUL = /\0/g;

/** Text as PostgreSQL takes it: no NUL, no lone surrogate (jsonb refuses them); everything else stays as it is. */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replace(NUL, '\uFFFD') : wellFormed;
}

/** The first `points` code points of cleaned text: never half an emoji. */
export function cutText(text: string, points: number): string {
  const clean = cleanText(text);
  if (clean.length <= points) return clean;
  let end = 0;
  for (let taken = 0; taken < points && end < clean.length; taken++) {
    end += (clean.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return clean.slice(0, end);
}

/** The same cleaning for every string inside a JSON value, keys included; `__proto__` stays plain data. */
export function cleanJson<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, inner) => (typeof inner === 'string' ? cleanText(inner) : inner)),
  );
}
