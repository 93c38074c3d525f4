import type { AnswerCheck } from '#shared/runView.ts';

/** What a link to a figure's reviews begins with; the figure's number follows. */
export const figureHref = '#figure-';

/**
 * The answer's Markdown with a link over every count that states a figure. The text itself stays as it was checked:
 * the links are only drawn. A count that reaches over a mark-up sign or a line is left as it is.
 */
export function withFigureLinks(answer: string, checks: readonly AnswerCheck[]): string {
  return checks
    .filter(({ figure, length }) => figure !== undefined && length > 0)
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((text, { offset, length, figure }) => {
      const shown = text.slice(offset, offset + length);
      if (shown.length < length || /[\n*_`[\]()\\]/.test(shown)) return text;
      return `${text.slice(0, offset)}[${shown}](${figureHref}${figure})${text.slice(offset + length)}`;
    }, answer);
}
