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

/** The same cleaning for every string inside a JSON value, keys included; `__proto__` is a key like any other. */
export function cleanJson<T>(value: T): T {
  const json = JSON.stringify(value);
  // JSON writes NUL and lone surrogates as escapes, nothing else begins like these
  if (!/\\u(0000|d[89a-f])/i.test(json)) return JSON.parse(json);
  return JSON.parse(json, (_key, inner) => {
    if (typeof inner === 'string') return cleanText(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, field]) => [cleanText(key), field]));
  });
}
