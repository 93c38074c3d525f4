import type { Figure } from '#shared/figure.ts';
import { formatCount } from '#shared/money.ts';
import { insteadOf } from './claimWords.ts';
import type { CountClaim, Span } from './countClaim.ts';
import { toneOf, tonesOf, withTone } from './tone.ts';

/** The claim with the figure's numbers, in the writer's words. */
export function withFigure(claim: CountClaim, written: string, figure: Figure): string {
  const { at, kind } = claim;
  const { count, base, average } = figure;
  const tones = tonesOf(figure);
  const decimal = (value: number, decimals: number) =>
    /\d,\d/.test(written.slice(...at.value)) && kind !== 'count'
      ? value.toFixed(decimals).replace('.', ',')
      : value.toFixed(decimals);
  // thousands as the writer's language has them
  const separator = /\d([.\u00A0\u202F'’])\d{3}/.exec(written)?.[1] ?? ',';
  const grouped = (whole: number) => formatCount(whole).replaceAll(',', separator);
  const value =
    kind === 'share'
      ? decimal((100 * count) / Math.max(1, base), Math.max(0, claim.decimals)) +
        (claim.decimals < 0 ? ' %' : '')
      : kind === 'average'
        ? decimal(average ?? 0, Math.max(1, claim.decimals))
        : grouped(count);
  // "41 negative reviews" may name the tone of those counted, "41 of 147 negative reviews" that of all
  const isCounted = kind === 'count' && claim.base === null && toneOf(claim.noun) === tones.counted;
  return edited(written, [
    [at.value, value],
    [at.base, grouped(base)],
    [at.noun, isCounted || toneOf(claim.noun) === null ? claim.noun : withTone(claim.noun, tones.base)],
    [at.predicate, withTone(claim.predicate, tones.counted)],
  ]);
}

function edited(written: string, edits: readonly (readonly [Span | null, string])[]): string {
  return edits
    .flatMap(([span, text]) => (span ? [{ span, text }] : []))
    .toSorted((a, b) => b.span[0] - a.span[0])
    .reduce((text, { span, text: own }) => text.slice(0, span[0]) + own + text.slice(span[1]), written);
}

interface Around {
  line: string;
  lead: string;
  after: string;
}

const markup = /[*_`]+/g;
const percentSign = /^([*_`]*)\s?(?:[%％]|(?:per|pour|por)\s?[cç]i?ent\p{L}*|\p{L}+)/iu;

/** The claim with "some", or "a share", where its number stood, in the language of what it counts. */
export function withoutNumber(claim: CountClaim, written: string, { line, lead, after }: Around): string {
  const { at, kind, noun } = claim;
  const behind = written.slice(at.value[1]);
  if (kind === 'average') return `…${behind}`;
  // "one in four customers" has no "of"
  const instead = kind === 'share' && !/^one in/i.test(written) ? 'share' : 'some';
  const near =
    kind === 'share'
      ? `${behind} ${after.slice(0, 60)}`.match(/[\p{L}\p{M}]+/gu)?.slice(0, 6)
      : noun.split(/\s/);
  const plain = insteadOf(instead, '');
  const word = near?.map((own) => insteadOf(instead, own)).find((own) => own !== plain) ?? plain;
  const startsSentence = /(?:^|[.!?:]\s+)[\s*_#>-]*$/.test(line) && /^[\d\p{Lu}]/u.test(lead + written);
  const shown = startsSentence ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  if (kind === 'share') return shown + (claim.decimals < 0 ? behind : behind.replace(percentSign, '$1'));
  if (at.base === null) return shown + behind;
  // bold type that was begun before the number is ended behind its stand-in
  const between = written.slice(at.value[1], at.noun?.[0]).match(markup) ?? [];
  const mark = between.length % 2 === 1 ? (between[0] ?? '') : '';
  return `${shown}${mark}${at.noun ? ` ${noun}` : ''}${at.predicate ? written.slice(...at.predicate) : ''}`;
}
