import { z } from 'zod';

/** What the analyst answers: themes, each with the numbers of the reviews that speak of it. */
export const analysisSchema = z.object({
  themes: z.array(z.object({ label: z.string(), reviews: z.array(z.number().int()) })),
});

/** A theme whose `count` was made by code from the reviews it names. */
export interface Theme {
  label: string;
  reviews: number[];
  count: number;
}

const maxThemes = 12;
const labelUnits = 80;

/** Keeps what holds: numbers that were given out, each once, themes with at least one review; the largest first. */
export function themesOf(raw: z.infer<typeof analysisSchema>, reviewCount: number): Theme[] {
  return raw.themes
    .map(({ label, reviews }) => {
      const valid = [...new Set(reviews)].filter((n) => n >= 1 && n <= reviewCount).toSorted((a, b) => a - b);
      const text = label.replace(/[\s\p{Cc}]+/gu, ' ').trim();
      return { label: text.slice(0, labelUnits).toWellFormed(), reviews: valid, count: valid.length };
    })
    .filter((theme) => theme.count > 0 && theme.label !== '')
    .toSorted((a, b) => b.count - a.count)
    .slice(0, maxThemes);
}
