import { cleanText } from '#server/db/cleanText.ts';

const BREAKS = /<(?:br|hr)\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|blockquote|ul|ol|table)\s*>/gi;
/** Tags of HTML as HTML writes them. Anything else in angle brackets, such as `<3` or `a <b and c> d`, is text. */
const TAGS =
  /<\/?(?:a|abbr|article|b|big|blockquote|body|center|code|del|div|em|font|footer|h[1-6]|head|header|html|i|iframe|img|ins|label|li|link|main|mark|meta|nav|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)(?:\s{1,20}[\w:-]{1,40}\s{0,5}=\s{0,5}(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^\s"'<>]{1,4000})){0,20}\s{0,20}\/?>/gi;
const COMMENTS = /<!--[^]{0,1000}?-->/g;
const ENTITIES = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;

/** Latin-1's names from U+00A0 to U+00FF, in order. */
const LATIN_NAMES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );
const NAMED = new Map<string, string>([
  ...LATIN_NAMES.map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '€', trade: '™', bull: '•' }),
  ...Object.entries({ hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' }),
]);

/**
 * What a person wrote, out of what a file holds: breaks become line ends, tags go, entities are decoded once,
 * NUL and lone surrogates are cleaned, and the ends and runs of blank space are trimmed.
 */
export function plainText(raw: string): string {
  const untagged = raw.includes('<')
    ? raw.replace(COMMENTS, '').replace(BREAKS, '\n').replace(TAGS, '')
    : raw;
  const decoded = untagged.includes('&') ? untagged.replace(ENTITIES, decodeEntity) : untagged;
  return cleanText(decoded)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decodeEntity(
  entity: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined,
): string {
  if (name) return NAMED.get(name) ?? entity;
  const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}
