/** Tags that mark where data begins and ends in a prompt. */
export type FenceTag = 'question' | 'reviews' | 'themes' | 'products' | 'searches' | 'phrases' | 'figures';

const ownTags = /<(?=\s*\/?\s*(?:question|reviews|themes|products|searches|phrases|figures)\b)/gi;

/** Puts data between tags that the data itself cannot close or open. */
export function fence(tag: FenceTag, text: string): string {
  return `<${tag}>\n${text.replace(ownTags, '‹')}\n</${tag}>`;
}

/**
 * Text of strangers as one harmless line: no line breaks, no tags, and no square brackets, so that it can forge
 * neither a fence nor a numbered line. Cut by code point.
 */
export function dataLine(text: string, maxPoints: number): string {
  const line = text
    .toWellFormed()
    // raw markup of review sites is not what a customer said
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .trim();
  if (line.length <= maxPoints) return line;
  // a code point has at most two units: no need to spread a text of megabytes
  const points = Array.from(line.slice(0, maxPoints * 2 + 2));
  if (points.length <= maxPoints) return line;
  const cut = points.slice(0, maxPoints).join('');
  // at the end of a word, unless that word is endless
  return `${cut.replace(/\s+\S{0,30}$/u, '')}…`;
}
