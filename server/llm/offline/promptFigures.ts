import { monthName } from './monthName.ts';
import { linesIn } from './promptParts.ts';

/** A figure of a prompt: `[F8] 41 of 140 negative reviews (29 %): Slow mobile app`. */
export interface PromptFigure {
  n: number;
  /** To be copied: `41 of 140 negative reviews`, `2.6 of 5`. */
  text: string;
  label: string;
  /** Per cent, of counts. */
  share: number | null;
  /** Null for averages. */
  count: number | null;
  /** Reviews among which was counted or whose ratings were averaged. */
  base: number;
  average: number | null;
  product: string | null;
  /** `2026-03`, where it is about one month. */
  month: string | null;
}

/** A theme of a prompt: its figure and the numbers of the shown reviews that carry it. */
export interface PromptTheme extends PromptFigure {
  reviews: number[];
}

/** What answers are made of. */
export function figuresIn(prompt: string): PromptFigure[] {
  return linesIn(prompt, 'figures').flatMap((line) => figureOf(line) ?? []);
}

export function themesIn(prompt: string): PromptTheme[] {
  return linesIn(prompt, 'themes').flatMap((line) => {
    const [, head = '', numbers = ''] = /^(.*): reviews ?([\d, ]*)$/.exec(line) ?? [];
    const figure = figureOf(head);
    return figure ? [{ ...figure, reviews: numbers.split(', ').filter(Boolean).map(Number) }] : [];
  });
}

function figureOf(line: string): PromptFigure | null {
  const counted = /^\[F(\d+)\] ((\d+) of (\d+) .+?)(?: \((\d+) %\))?: (.+)$/.exec(line);
  if (counted && !/^\[F\d+\] [\d.]+ of 5: average/.test(line)) {
    const [, n, text = '', count, base, share, label = ''] = counted;
    const common = { n: Number(n), text, label: label.replace(/[*_`]/g, ''), average: null };
    return {
      ...common,
      count: Number(count),
      base: Number(base),
      share: share === undefined ? null : Number(share),
      ...scopeOf(text),
    };
  }
  const [, n, text = '', average, label = '', base] =
    /^\[F(\d+)\] (([\d.]+) of 5): (average rating of (\d+) .*)$/.exec(line) ?? [];
  if (n === undefined) return null;
  return {
    n: Number(n),
    text,
    label,
    share: null,
    count: null,
    base: Number(base),
    average: Number(average),
    ...scopeOf(label),
  };
}

/** The product and the month at the end of a name such as `negative reviews of Mobile app in 2026-03`. */
function scopeOf(name: string): Pick<PromptFigure, 'product' | 'month'> {
  const product =
    /\breviews? (?:rated \d to \d )?of (.+?)(?= in | on | since | until | from | with |$)/.exec(name)?.[1] ??
    null;
  const month = /(?: in| from| on) (\d{4}-\d\d)(?:$|-)/.exec(name)?.[1] ?? null;
  return { product, month };
}

/** A figure as an answer states it, its scope left to the text around: `41 of 140 negative reviews`, with its tag. */
export function said({ text, n }: PromptFigure): string {
  return `${/^.*?\breviews?\b/.exec(text)?.[0] ?? text} [F${n}]`;
}

/** The same with its share: `41 of 140 negative reviews (29 %)`. */
export function saidWithShare(figure: PromptFigure): string {
  return `${said(figure)}${shareOf(figure)}`;
}

/** The same with its whole scope: `89 of 139 reviews of Mobile app (64 %)`. */
export function saidInScope(figure: PromptFigure): string {
  const scope = /^.*?\breviews?\b(.*)$/.exec(figure.text)?.[1] ?? '';
  return `${said(figure)}${scope.replace(/(?<= )\d{4}-\d\d$/, monthName)}${shareOf(figure)}`;
}

function shareOf({ share, n }: PromptFigure): string {
  return share === null ? '' : ` (${share} % [F${n}])`;
}
