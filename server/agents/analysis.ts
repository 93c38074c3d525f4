import { z } from 'zod';
import { oneLine, planLimits } from './plan.ts';

/** What the analyst answers: themes, each with the words that find it and the numbers of shown reviews that carry it. */
export const analysisSchema = z.object({
  themes: z.array(
    z.object({ label: z.string(), terms: z.string().default(''), reviews: z.array(z.number().int()) }),
  ),
});

/** A theme as code has cut it to size. */
export interface FoundTheme {
  label: string;
  /** In the grammar of websearch_to_tsquery. */
  terms: string;
  reviews: number[];
}

const maxThemes = 10;
const labelUnits = 80;

/** Keeps what holds: numbers that were given out, each once; themes with a label of their own and something to find them by. */
export function themesOf(raw: z.infer<typeof analysisSchema>, reviewCount: number): FoundTheme[] {
  const labels = new Set<string>();
  return raw.themes
    .map((theme) => {
      const label = oneLine(theme.label, labelUnits);
      const reviews = [...new Set(theme.reviews)]
        .filter((n) => n >= 1 && n <= reviewCount)
        .toSorted((a, b) => a - b);
      // without words of its own a theme is looked for by all words of its label
      const terms = oneLine(theme.terms, planLimits.termsUnits) || label;
      return { label, terms, reviews };
    })
    .filter(({ label, reviews }) => {
      const fresh = !labels.has(label.toLowerCase());
      labels.add(label.toLowerCase());
      return fresh && label !== '' && reviews.length > 0;
    })
    .slice(0, maxThemes);
}
