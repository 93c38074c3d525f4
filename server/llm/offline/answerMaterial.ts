import { monthName } from './monthName.ts';
import { figuresIn, type PromptFigure, type PromptTheme, themesIn } from './promptFigures.ts';
import { lineIn, type PromptReview, questionIn, reviewsIn } from './promptParts.ts';

/** What an answer is made of, as the prompt gives it. */
export interface AnswerMaterial {
  question: string;
  /** `cited_summary`, `count`, `trend`, `comparison` or `quotes`. */
  output: string;
  /** What the base is called: `negative reviews of Mobile app`. */
  scope: string;
  tone: 'negative' | 'positive' | null;
  /** That nothing matched, if so. */
  note: string | null;
  /** Share of the whole that the scope is, or that is negative. */
  share: PromptFigure | null;
  /** Mean rating of the whole. */
  average: PromptFigure | null;
  /** All figures but those of the themes. */
  figures: PromptFigure[];
  themes: PromptTheme[];
  reviews: PromptReview[];
}

export function materialIn(prompt: string): AnswerMaterial {
  const figures = figuresIn(prompt);
  const scope = (lineIn(prompt, 'Scope') ?? 'reviews').replace(/(?<= )\d{4}-\d\d$/, monthName);
  const undated = figures.filter(({ month }) => month === null);
  // a question about one month counts nothing else
  const whole = undated.length > 0 ? undated : figures;
  const isRated = (label: string) => /^(?:negative|positive|all|\d-star|rated \d to \d)$/.test(label);
  return {
    question: questionIn(prompt),
    output: /^\w+/.exec(lineIn(prompt, 'Wanted') ?? '')?.[0] ?? 'cited_summary',
    scope,
    tone: /^(?:negative|[12]-star)\b|^reviews rated 1 to [23]\b/.test(scope)
      ? 'negative'
      : /^(?:positive|[45]-star)\b/.test(scope)
        ? 'positive'
        : null,
    note: lineIn(prompt, 'Note')?.split(/(?<=\.) (?=The reviews below)/)[0] ?? null,
    share: whole.find(({ label, count }) => count !== null && isRated(label)) ?? null,
    average: whole.find((figure) => figure.average !== null) ?? null,
    figures,
    themes: themesIn(prompt),
    reviews: reviewsIn(prompt),
  };
}
