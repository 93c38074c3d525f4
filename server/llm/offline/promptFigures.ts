/** `[F8] 41 of 140 negative reviews (29 %): Slow mobile app`; of a theme also `: reviews 1, 4` */
const countLine = /^\[F(\d+)\] (([\d,]+) of ([\d,]+) .+?)(?: \((\d+) %\))?: (.+?)(?:: reviews ?([\d, ]*))?$/;
/** `[F3] 2.1 of 5: average rating of 146 reviews of Mobile app` */
const averageLine = /^\[(F\d+)\] (([\d.]+) of 5): average rating of (([\d,]+) .+)$/;
/** The product and the month at the end of a name such as `negative reviews of Mobile app in 2026-03`. */
const productIn = /\breviews? (?:rated \d to \d )?of (.+?)(?= in | on | since | until | from | with |$)/;
const wordsIn = /\breviews? .*?\bwith (“.+)$/;
const monthIn = /(?: in| from| on) (\d{4}-\d\d)(?:$|-)/;

/** So many of a base: what an answer says of it, each with the tag that is checked. */
export type PromptCount = ReturnType<typeof countIn>[number];

export function countIn(line: string) {
  const [, n, text = '', count, base, share, label = '', numbers = ''] = countLine.exec(line) ?? [];
  if (n === undefined) return [];
  const [, counted = text, scope = ''] = /^(.*?\breviews?\b)(.*)$/.exec(text) ?? [];
  const percent = share === undefined ? '' : `${share} % [F${n}]`;
  const inBrackets = share === undefined ? '' : ` (${percent})`;
  return [
    {
      /** `41 of 140 negative reviews`, its scope left to the text around. */
      said: `${counted} [F${n}]`,
      /** `41 of 140 negative reviews (29 %)` */
      saidWithShare: `${counted} [F${n}]${inBrackets}`,
      /** `89 of 139 reviews of Mobile app (64 %)` */
      saidInScope: `${counted} [F${n}]${withMonthName(scope)}${inBrackets}`,
      /** `29 %`; nothing where there was nothing to count among. */
      percent,
      label: label.replace(/[*_`]/g, ''),
      count: numberIn(count),
      base: numberIn(base),
      share: Number(share ?? 0),
      ...placeIn(text),
      /** Of a theme: the shown reviews that carry it. */
      reviewNumbers: (numbers.match(/\d+/g) ?? []).map(Number),
    },
  ];
}

/** A mean rating of so many reviews. */
export type PromptAverage = ReturnType<typeof averageIn>[number];

export function averageIn(line: string) {
  const [, tag, text = '', average, scope = '', base] = averageLine.exec(line) ?? [];
  if (tag === undefined) return [];
  return [{ said: `${text} [${tag}]`, average: Number(average), base: numberIn(base), ...placeIn(scope) }];
}

/** `1,000` as a number. */
const numberIn = (text = '') => Number(text.replaceAll(',', ''));

/** Product, month (`2026-03`) and words (`“slow”`) of a figure's base; empty where it is about all of them. */
function placeIn(name: string) {
  const [product, month, words] = [productIn, monthIn, wordsIn].map((part) => part.exec(name)?.[1] ?? '');
  return { product: product ?? '', month: month ?? '', words: words ?? '' };
}

/** A month at the end of a scope's name in words: `reviews in March 2026`. */
export function withMonthName(scope: string): string {
  return scope.replace(/(?<= )\d{4}-\d\d$/, monthName);
}

/** Days in words: `August 2024`, `November 2025 to October 2026`. */
export function periodIn(days: string): string {
  const months = [...days.matchAll(/\d{4}-\d\d(?=-\d\d)/g)].map(([month]) => monthName(month));
  return [...new Set(months)].join(' to ');
}

/** `2026-03` as `March 2026`. */
export function monthName(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return date.toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
