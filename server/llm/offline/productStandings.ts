import { type PromptFigure, said, saidWithShare } from './promptFigures.ts';

/** A product with its mean rating and the share of its reviews that was counted. */
export interface ProductStanding {
  product: string;
  average: PromptFigure;
  counted: PromptFigure | null;
}

/** The products that the figures compare, best average first. */
export function productStandings(figures: readonly PromptFigure[]): ProductStanding[] {
  return figures
    .filter(
      (figure) =>
        figure.average !== null &&
        figure.product !== null &&
        figure.month === null &&
        !figure.product.includes(' or '),
    )
    .map((average) => ({
      product: average.product ?? '',
      average,
      counted:
        figures.find(
          ({ product, count, label }) => product === average.product && count !== null && isRating(label),
        ) ?? null,
    }))
    .toSorted((a, b) => (b.average.average ?? 0) - (a.average.average ?? 0));
}

/** A product's line; it is named in front of its numbers, so that nobody takes them for another's. */
export function standingLine({ product, average, counted }: ProductStanding): string {
  const share =
    counted === null ? '' : `; ${saidWithShare(counted)} are ${counted.label.replace('-star', ' star')}`;
  return `- **${product}**: ${said(average)} on average${share}`;
}

function isRating(label: string): boolean {
  return /^(?:negative|positive|\d-star|rated \d to \d)$/.test(label);
}
