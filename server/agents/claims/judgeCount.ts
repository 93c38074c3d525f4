import type { Figure } from '#shared/figure.ts';
import { writtenNoun } from './claimWords.ts';
import type { CountClaim } from './countClaim.ts';
import type { createSubjects, Spoken, Surroundings } from './figureSubjects.ts';
import { withFigure, withoutNumber } from './rewriteCount.ts';
import { toneOf, tonesOf } from './tone.ts';

/** What stands around a claim. */
export interface ClaimContext extends Surroundings {
  /** The rest of its sentence. */
  after: string;
  /** "More than" and the like in front of it. */
  lead: string;
  /** The figure `n` that the writer named. */
  tag: number | null;
  /** The count right in front, of which a share may be the share. */
  last: Figure | null;
}

/** What is said instead of a claim, and why. */
export interface Judgement {
  text: string;
  verdict: 'confirmed' | 'replaced' | null;
  figure: Figure | null;
  /** Units behind the claim that named what it counts. */
  usedBehind: number;
}

/** What claims are held against. */
export interface JudgeParts {
  figures: readonly Figure[];
  subjects: ReturnType<typeof createSubjects>;
  /** Reviews that were read, by number. */
  reviews: ReadonlyMap<number, string>;
  /** The question and the reviews, lower case without spaces: what may be repeated though nobody counted it. */
  quotable: string;
}

/**
 * Holds a claim against the figures. What its sentence, line or heading names decides which figure is meant, then its
 * tag; a claim that agrees with a figure which nothing near it contradicts holds.
 */
export function judgeCount(
  claim: CountClaim,
  written: string,
  context: ClaimContext,
  parts: JudgeParts,
): Judgement {
  const { figures, subjects } = parts;
  const spoken = subjects.spokenOf(context);
  const usable = figures.filter(({ kind }) => (kind === 'average') === (claim.kind === 'average'));
  const tagged = usable.find(({ n }) => n === context.tag) ?? null;
  const allowed = usable.filter((figure) => !contradicts(figure, spoken, context, subjects));
  const asked: Judgement = {
    text: written,
    verdict: 'confirmed',
    figure: null,
    usedBehind: spoken.usedBehind,
  };

  const last = claim.kind === 'share' && tagged === null ? context.last : null;
  const meant =
    last ?? (tagged && allowed.includes(tagged) ? tagged : mostSpoken(allowed, spoken, subjects)) ?? tagged;
  const fits = (last ? [last] : allowed).filter(
    (figure) =>
      holds(claim, figure) &&
      (figure === last || isToneSaid(claim, figure, context)) &&
      // many figures are near a third
      (claim.decimals >= 0 || figure === meant || subjects.of(figure).theme === null),
  );
  const right = fits.find((figure) => figure === meant) ?? mostSpoken(fits, spoken, subjects) ?? fits[0];
  // beside a count of its theme the number may be what that was counted among
  const isBase =
    claim.kind === 'count' && claim.base === null && tagged === null && claim.value === meant?.base;
  if (isBase && right !== meant && [null, tonesOf(meant).base].includes(toneOf(claim.noun)))
    return { ...asked, verdict: null };
  if (right) return { ...asked, figure: right };
  if (claim.isBare && !spoken.bound.has('theme')) return { ...asked, verdict: null };
  if (tagged === null && isKnown(claim, written, context, parts, usable)) return { ...asked, verdict: null };
  const named =
    meant ?? allowed.find(({ count, base }) => claim.value === count && claim.base === base) ?? null;
  if (named) {
    const text = withFigure(claim, written, named);
    return { ...asked, text, verdict: text === written ? 'confirmed' : 'replaced', figure: named };
  }
  return { ...asked, text: withoutNumber(claim, written, context), verdict: 'replaced' };
}

/** Whether something else than the figure's own subject is named near the claim. */
function contradicts(
  figure: Figure,
  { keys, bound }: Spoken,
  { front, back, after, line, above }: ClaimContext,
  subjects: JudgeParts['subjects'],
): boolean {
  const subject = subjects.of(figure);
  const isOther = (key: keyof typeof keys) =>
    subject[key] !== null && keys[key] !== null && subject[key] !== keys[key];
  if (isOther('product') || isOther('month') || isOther('stars')) return true;
  if (!isOther('theme')) return false;
  if (bound.has('theme')) return !subjects.touches(figure, back);
  return ![front, after, line, above].some((text) => subjects.touches(figure, text));
}

/** The figure that most of what is named speaks of; null where nothing names one. */
function mostSpoken(
  figures: readonly Figure[],
  { keys }: Spoken,
  subjects: JudgeParts['subjects'],
): Figure | null {
  const scored = figures
    .map((figure) => {
      const named = Object.entries(subjects.of(figure)).filter(([, key]) => key !== null);
      const spoken = named.filter(([dimension, key]) => keys[dimension as keyof typeof keys] === key);
      const isSilent = Object.values(keys).every((key) => key === null);
      // an average of everything is meant where nothing is named
      if (named.length === 0) return { figure, score: isSilent && figure.kind === 'average' ? 1 : 0 };
      return { figure, score: spoken.length === named.length ? 1 + spoken.length : 0 };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return scored[0]?.figure ?? null;
}

function holds(claim: CountClaim, figure: Figure): boolean {
  const { count, base, average } = figure;
  const near = 0.5 * 10 ** -claim.decimals + 1e-9;
  switch (claim.kind) {
    case 'average':
      return average !== null && Math.abs(average - claim.value) <= near;
    case 'share':
      return base > 0 && Math.abs((100 * count) / base - claim.value) <= near && hasTone(claim, figure);
    case 'count':
      return claim.value === count && (claim.base === null || claim.base === base) && hasTone(claim, figure);
  }
}

/** Whether the counted reviews are called what they are: "41 of 140 positive reviews" of negative ones is wrong. */
function hasTone({ kind, base, noun, predicate }: CountClaim, figure: Figure): boolean {
  const { base: ofBase, counted } = tonesOf(figure);
  const named = toneOf(noun);
  const said = toneOf(predicate);
  if (said !== null && said !== counted) return false;
  if (named === null || named === ofBase) return true;
  return kind === 'count' && base === null && named === counted;
}

/** Whether a count of the negative ones is called that anywhere near: "145 customers" alone says another thing. */
function isToneSaid(
  { kind, base, noun, predicate }: CountClaim,
  figure: Figure,
  { tag, line, after }: ClaimContext,
): boolean {
  const { base: ofBase, counted } = tonesOf(figure);
  if (kind === 'average' || base !== null || tag !== null || counted === ofBase) return true;
  return [noun, predicate, line, after].some((text) => toneOf(text) === counted);
}

const ofProducts =
  /\bproducts? (?:with|that have|which have|having) (?:at least|fewer than|less than|more than) $/i;

/** Counts that no figure states and that hold all the same: reviews read, a base, those cited, a customer's own words. */
function isKnown(
  claim: CountClaim,
  written: string,
  { after, front, lead }: ClaimContext,
  { reviews, quotable }: JudgeParts,
  figures: readonly Figure[],
): boolean {
  const { kind, value, base, noun } = claim;
  const said = written.replace(/\s/g, '').toLowerCase();
  const cited = [...after.matchAll(/\[(\d[\d\s,;]*)\]/g)].flatMap(
    ([, list]) => (list ?? '').match(/\d+/g) ?? [],
  );
  if (kind === 'average' || base !== null) return false;
  const isRepeated = cited.some((n) =>
    (reviews.get(Number(n)) ?? '').toLowerCase().replace(/\s/g, '').includes(said),
  );
  // "products with at least 5 reviews" says which are meant
  if (ofProducts.test(front + lead)) return true;
  if (kind === 'share') return isRepeated || (noun === '' && (value === 100 || quotable.includes(said)));
  if (isRepeated || new Set(cited).size === value) return true;
  // "three customers describe it:" shows them one by one
  if (value <= Math.min(10, reviews.size) && /:\s*$/.test(after)) return true;
  const last = noun.split(/\s/).at(-1) ?? '';
  if (noun !== '' && !writtenNoun.test(last)) return false;
  if (noun === '') return figures.some((figure) => figure.base === value && /^\s*\|/.test(front));
  if (value === reviews.size && toneOf(noun) === null) return true;
  return figures.some(
    (figure) => figure.base === value && [null, tonesOf(figure).base].includes(toneOf(noun)),
  );
}
