import { z } from 'zod';
import type { ModelTool, ToolCall } from '#server/llm/modelCall.ts';
import type { CountQuery } from '#server/reviews/countReviews.ts';
import type { ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { boundedFilter, type KnownValues, oneLine, planLimits } from './plan.ts';

const toolUses = 6;
const mostHits = 50;

const conditions = z.object({
  minRating: z.number().nullish(),
  maxRating: z.number().nullish(),
  products: z.array(z.string()).nullish(),
  language: z.string().nullish(),
  since: z.string().nullish(),
  until: z.string().nullish(),
});
const searchArguments = conditions.extend({ query: z.string(), limit: z.number().nullish() });
const countArguments = conditions.extend({
  terms: z.array(z.string()).nullish(),
  groupBy: z.enum(['theme', 'product', 'rating', 'month']).nullish(),
});

const conditionProperties = {
  minRating: { type: ['number', 'null'], description: 'Lowest rating to include, 1 to 5.' },
  maxRating: { type: ['number', 'null'], description: 'Highest rating to include, 1 to 5.' },
  products: { type: ['array', 'null'], items: { type: 'string' }, description: 'Exact names of products.' },
  language: { type: ['string', 'null'], description: 'Language code as listed.' },
  since: { type: ['string', 'null'], description: 'First day, YYYY-MM-DD.' },
  until: { type: ['string', 'null'], description: 'Last day, YYYY-MM-DD.' },
};

const searchTool: ModelTool = {
  name: 'search_reviews',
  description: 'Searches the reviews by words (any of them), most relevant first.',
  parameters: {
    type: 'object',
    properties: {
      query: {
        type: 'string',
        description: `One to four words that customers write, at most ${planLimits.queryUnits} characters.`,
      },
      ...conditionProperties,
      limit: { type: ['integer', 'null'], description: `How many reviews at most, 1 to ${mostHits}.` },
    },
    required: ['query'],
    additionalProperties: false,
  },
};

const countTool: ModelTool = {
  name: 'count_reviews',
  description: 'Counts, in the database, how many of all reviews in scope contain words.',
  parameters: {
    type: 'object',
    properties: {
      terms: {
        type: ['array', 'null'],
        items: { type: 'string' },
        description: 'Each: words joined by `or`, phrases in double quotes, e.g. slow or "takes forever".',
      },
      groupBy: { type: ['string', 'null'], enum: ['theme', 'product', 'rating', 'month', null] },
      ...conditionProperties,
    },
    required: [],
    additionalProperties: false,
  },
};

/** The only tools a model is given. They know no company: whose reviews are read is not for a model to say. */
export const modelTools: ModelTool[] = [searchTool, countTool];

interface ToolDefaults extends KnownValues {
  /** What the plan filters by; a tool call may replace single conditions. */
  filters: ReviewFilter;
  limit: number;
}

/** What a model's tool calls really ask for: at most six; unknown tools, broken arguments and repeats are left out. */
export function toolUsesOf(
  calls: readonly ToolCall[],
  { filters, limit, ...known }: ToolDefaults,
): { searches: ReviewQuery[]; counts: CountQuery[] } {
  const searches: ReviewQuery[] = [];
  const counts: CountQuery[] = [];
  for (const call of calls) {
    if (searches.length + counts.length === toolUses) break;
    const raw = parsedOrNull(call.arguments);
    if (call.name === searchTool.name) {
      const parsed = searchArguments.safeParse(raw);
      const query = parsed.success ? oneLine(parsed.data.query, planLimits.queryUnits) : '';
      if (!parsed.success || query === '') continue;
      const wanted = Math.trunc(parsed.data.limit ?? limit);
      const bounds = boundedFilter({ ...filters, ...given(parsed.data) }, known);
      searches.push({ query, ...bounds, limit: Math.min(mostHits, Math.max(1, wanted)) });
    } else if (call.name === countTool.name) {
      const parsed = countArguments.safeParse(raw);
      if (!parsed.success) continue;
      const terms = (parsed.data.terms ?? [])
        .map((term) => oneLine(term, planLimits.queryUnits))
        .filter((term) => term !== '')
        .slice(0, toolUses);
      counts.push({
        filters: boundedFilter({ ...filters, ...given(parsed.data) }, known),
        ...(terms.length === 0 ? {} : { terms }),
        ...(parsed.data.groupBy ? { groupBy: parsed.data.groupBy } : {}),
      });
    }
  }
  return { searches, counts };
}

/** The conditions a tool call states; those it leaves null stay the plan's. */
function given(stated: z.infer<typeof conditions>) {
  return Object.fromEntries(
    Object.entries(conditions.parse(stated)).filter(([, value]) => value !== null && value !== undefined),
  );
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
