import { z } from 'zod';
import type { ModelTool, ToolCall } from '#server/llm/modelCall.ts';
import type { ReviewFilter, ReviewQuery } from '#server/reviews/reviewHit.ts';
import { boundedFilter, planLimits, searchText } from './plan.ts';

const toolSearches = 6;
const mostHits = 50;

const searchArguments = z.object({
  query: z.string(),
  minRating: z.number().nullish(),
  maxRating: z.number().nullish(),
  product: z.string().nullish(),
  since: z.string().nullish(),
  until: z.string().nullish(),
  limit: z.number().nullish(),
});

/** The only tool a model is given. It knows no company: whose reviews are searched is not for a model to say. */
export const searchTool: ModelTool = {
  name: 'search_reviews',
  description: 'Searches the reviews by words, most relevant first.',
  parameters: {
    type: 'object',
    properties: {
      query: {
        type: 'string',
        description: `One to four words that customers write, at most ${planLimits.queryUnits} characters.`,
      },
      minRating: { type: ['number', 'null'], description: 'Lowest rating to include, 1 to 5.' },
      maxRating: { type: ['number', 'null'], description: 'Highest rating to include, 1 to 5.' },
      product: { type: ['string', 'null'], description: 'Exact name of a product.' },
      since: { type: ['string', 'null'], description: 'First day, YYYY-MM-DD.' },
      until: { type: ['string', 'null'], description: 'Last day, YYYY-MM-DD.' },
      limit: { type: ['integer', 'null'], description: `How many reviews at most, 1 to ${mostHits}.` },
    },
    required: ['query'],
    additionalProperties: false,
  },
};

interface SearchDefaults {
  /** What the plan filters by; a tool call may replace single conditions. */
  filters: ReviewFilter;
  limit: number;
  products: readonly string[];
}

/** The searches a model's tool calls really ask for: at most six; unknown tools, broken arguments and repeats are left out. */
export function searchesOf(
  calls: readonly ToolCall[],
  { filters, limit, products }: SearchDefaults,
): ReviewQuery[] {
  const searches: ReviewQuery[] = [];
  for (const call of calls) {
    if (searches.length === toolSearches) break;
    if (call.name !== searchTool.name) continue;
    const parsed = searchArguments.safeParse(parsedOrNull(call.arguments));
    const query = parsed.success ? searchText(parsed.data.query) : '';
    if (!parsed.success || query === '') continue;
    searches.push({
      query,
      ...boundedFilter({ ...filters, ...given(parsed.data) }, products),
      limit: Math.min(mostHits, Math.max(1, Math.trunc(parsed.data.limit ?? limit))),
    });
  }
  return searches;
}

/** The conditions a tool call states; those it leaves null stay the plan's. */
function given({ query: _query, limit: _limit, ...conditions }: z.infer<typeof searchArguments>) {
  return Object.fromEntries(
    Object.entries(conditions).filter(([, value]) => value !== null && value !== undefined),
  );
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
