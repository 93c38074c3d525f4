import { z } from 'zod';
import { outputKind } from '#shared/chatEvent.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';

const groupKind = z.enum(['product', 'rating', 'month']);

/** What the planner answers. Absent optional values are read as null; the JSON schema demands every key. */
export const planSchema = z.object({
  /** The question's purpose in a few words, e.g. `Gap Analysis`. */
  intent: z.string(),
  output: outputKind,
  /** What the answer takes, e.g. `RAG`, `Analytics`. */
  needs: z.array(z.string()),
  /** Short searches in the words that customers would use; empty when the filters say it all. */
  searches: z.array(z.string()),
  /** What is to be counted, each in the grammar of websearch_to_tsquery. */
  terms: z.array(z.string()).default([]),
  groupBy: groupKind.nullable().default(null),
  filters: z
    .object({
      minRating: z.number().nullable().default(null),
      maxRating: z.number().nullable().default(null),
      products: z.array(z.string()).nullable().default(null),
      language: z.string().nullable().default(null),
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
  terms: string[];
  groupBy: z.infer<typeof groupKind> | null;
  filters: ReviewFilter;
  reply: string | null;
}

export const planLimits = {
  searches: 6,
  queryUnits: 200,
  termsUnits: 600,
  needs: 6,
  labelUnits: 60,
  products: 6,
} as const;

/** Bounds a model's plan and drops what cannot be meant: a rating outside 1 to 5, an unknown product, no date. */
export function boundedPlan(raw: z.infer<typeof planSchema>, known: KnownValues): Plan {
  const reply = raw.reply?.trim() || null;
  const direct = raw.output === 'direct' && reply !== null;
  const filters = raw.filters ?? {};
  // where nobody gave stars, complaints and praise are looked for in all reviews; a count of stars is 0
  const isTold = raw.output === 'cited_summary' || raw.output === 'quotes';
  const isUnrated = isTold && known.averageRating === null;
  return {
    intent: oneLine(raw.intent, planLimits.labelUnits) || 'Question',
    output: raw.output === 'direct' && !direct ? 'cited_summary' : raw.output,
    needs: lines(raw.needs, planLimits.labelUnits).slice(0, planLimits.needs),
    searches: lines(raw.searches, planLimits.queryUnits).slice(0, planLimits.searches),
    terms: lines(raw.terms, planLimits.queryUnits).slice(0, planLimits.searches),
    groupBy: raw.groupBy,
    filters: boundedFilter(isUnrated ? { ...filters, minRating: null, maxRating: null } : filters, known),
    reply: direct ? reply : null,
  };
}

/** The names that a company's reviews really carry, and the filter that the person chose. */
export interface KnownValues {
  products: readonly string[];
  languages: readonly string[];
  chosen?: ReviewScope | undefined;
  /** Null where no review has a rating. */
  averageRating?: number | null;
}

type RawFilter = { [Key in keyof ReviewFilter]?: ReviewFilter[Key] | null };

/** The part of a model's filter that can be meant, without nulls; what the person chose wins where both speak of the same. */
export function boundedFilter(raw: RawFilter, known: KnownValues): ReviewFilter {
  const { chosen = {} } = known;
  // half of a range from either side could mean nothing at all
  const isRated = chosen.minRating !== undefined || chosen.maxRating !== undefined;
  const isDated = chosen.since !== undefined || chosen.until !== undefined;
  const wanted = new Set((raw.products ?? []).map(folded));
  const products = known.products.filter((name) => wanted.has(folded(name))).slice(0, planLimits.products);
  const language = known.languages.find((code) => folded(code) === folded(raw.language ?? ''));
  const minRating = isRated ? undefined : rating(raw.minRating);
  const maxRating = isRated ? undefined : rating(raw.maxRating);
  const contradictory = minRating !== undefined && maxRating !== undefined && minRating > maxRating;
  const since = isDated ? undefined : day(raw.since);
  const until = isDated ? undefined : day(raw.until);
  return {
    ...(minRating === undefined || contradictory ? {} : { minRating }),
    ...(maxRating === undefined || contradictory ? {} : { maxRating }),
    ...(products.length === 0 ? {} : { products }),
    ...(language === undefined ? {} : { language }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...chosen,
  };
}

const folded = (name: string): string => name.trim().toLowerCase();

/** Text of a model as it may reach the database: one line of at most so many UTF-16 units, well-formed. */
export function oneLine(raw: string, maxUnits: number): string {
  return raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, maxUnits)
    .toWellFormed();
}

function lines(raw: readonly string[], maxUnits: number): string[] {
  return [...new Set(raw.map((text) => oneLine(text, maxUnits)))].filter((text) => text !== '');
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
