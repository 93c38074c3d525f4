import { z } from 'zod';
import type { ReviewFilter } from '#server/reviews/reviewHit.ts';

const outputKind = z.enum(['cited_summary', 'count', 'trend', 'comparison', 'quotes', 'direct']);

/** What the planner answers. Absent optional values are read as null; the JSON schema demands every key. */
export const planSchema = z.object({
  /** The question's purpose in a few words, e.g. `Gap Analysis`. */
  intent: z.string(),
  output: outputKind,
  /** What the answer takes, e.g. `RAG`, `Analytics`. */
  needs: z.array(z.string()),
  /** Short searches in the words that customers would use; empty when the filters say it all. */
  searches: z.array(z.string()),
  filters: z
    .object({
      minRating: z.number().nullable().default(null),
      maxRating: z.number().nullable().default(null),
      product: z.string().nullable().default(null),
      since: z.string().nullable().default(null),
      until: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** The whole answer, when no review is needed for it (`output` is then `direct`). */
  reply: z.string().nullable().default(null),
});

/** A plan that code has cut to size: what the rest of the team may rely on. */
export interface Plan {
  intent: string;
  output: z.infer<typeof outputKind>;
  needs: string[];
  searches: string[];
  filters: ReviewFilter;
  reply: string | null;
}

export const planLimits = { searches: 6, queryUnits: 200, needs: 6, labelUnits: 60 } as const;

/** Bounds a model's plan and drops what cannot be meant: a rating outside 1 to 5, an unknown product, no date. */
export function boundedPlan(raw: z.infer<typeof planSchema>, products: readonly string[]): Plan {
  const reply = raw.reply?.trim() || null;
  const searches = raw.searches.map(searchText).filter((search) => search !== '');
  const direct = raw.output === 'direct' && reply !== null;
  return {
    intent: label(raw.intent) || 'Question',
    output: raw.output === 'direct' && !direct ? 'cited_summary' : raw.output,
    needs: raw.needs
      .slice(0, planLimits.needs)
      .map(label)
      .filter((need) => need !== ''),
    searches: [...new Set(searches)].slice(0, planLimits.searches),
    filters: boundedFilter(raw.filters ?? {}, products),
    reply: direct ? reply : null,
  };
}

type RawFilter = { [Key in keyof ReviewFilter]?: ReviewFilter[Key] | null };

/** The part of a model's filter that can be meant, without nulls. */
export function boundedFilter(raw: RawFilter, products: readonly string[]): ReviewFilter {
  const wanted = raw.product?.trim().toLowerCase();
  const product = wanted ? products.find((name) => name.trim().toLowerCase() === wanted) : undefined;
  const minRating = rating(raw.minRating);
  const maxRating = rating(raw.maxRating);
  const contradictory = minRating !== undefined && maxRating !== undefined && minRating > maxRating;
  const since = day(raw.since);
  const until = day(raw.until);
  return {
    ...(minRating === undefined || contradictory ? {} : { minRating }),
    ...(maxRating === undefined || contradictory ? {} : { maxRating }),
    ...(product === undefined ? {} : { product }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** A search as it may reach the database: one line, at most 200 UTF-16 units, well-formed. */
export function searchText(raw: string): string {
  return raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, planLimits.queryUnits)
    .toWellFormed();
}

function label(raw: string): string {
  return raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, planLimits.labelUnits)
    .toWellFormed();
}

function rating(raw: number | null | undefined): number | undefined {
  return raw !== null && raw !== undefined && raw >= 1 && raw <= 5 ? raw : undefined;
}

function day(raw: string | null | undefined): string | undefined {
  const text = /^\d{4}-\d{2}-\d{2}/.exec(raw ?? '')?.[0];
  if (text === undefined) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  // 30 February parses as 1 March: only a day that survives the round trip exists
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}
