import { randomUUID } from 'node:crypto';
import type { CallModel, CallOutcome, ModelCall, ToolCall } from '#server/llm/modelCall.ts';
import { createOfflineFetch } from '#server/llm/offline/offlineFetch.ts';
import type { CountQuery, ReviewCount } from '#server/reviews/countReviews.ts';
import { notablePhrasesIn } from '#server/reviews/notablePhrasesIn.ts';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { Role } from '#shared/llmCall.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { Team } from './team.ts';

/** What a test makes a model say; without one the offline engine answers. */
export interface ScriptedReply {
  text?: string;
  /** Leaves piece by piece instead of `text`. */
  pieces?: string[];
  toolCalls?: Omit<ToolCall, 'id'>[];
  finishReason?: string;
  failure?: { status: CallOutcome['status']; code: string; message: string };
  /** After its text it says nothing more until it is stopped. */
  hangs?: boolean;
}

interface TestTeam extends Team {
  calls: ModelCall[];
  queries: ReviewQuery[];
  /** Calls and searches that have not come back. */
  pending(): number;
}

interface TestTeamParts {
  reviews: readonly ReviewHit[];
  /** Replies of each role in turn; more calls than replies fall to the offline engine. */
  replies?: Partial<Record<Role, ScriptedReply[]>>;
  search?: (query: ReviewQuery) => Promise<ReviewHit[]>;
}

/** A whole team in memory: a few reviews, a search by substring, and models that answer from a script or offline. */
export function testTeam({ reviews, replies = {}, search }: TestTeamParts): TestTeam {
  const calls: ModelCall[] = [];
  const queries: ReviewQuery[] = [];
  const offlineFetch = createOfflineFetch({ paceSeconds: 0 });
  const script = new Map(Object.entries(replies).map(([role, list]) => [role, [...list]]));
  let pending = 0;

  const callModel: CallModel = async function* (call, signal) {
    calls.push(call);
    pending += 1;
    try {
      const callId = randomUUID();
      const { stepId, role, model, callType } = call;
      yield {
        type: 'event',
        event: {
          type: 'call-start',
          callId,
          stepId,
          role,
          model,
          provider: 'test',
          callType,
          attempt: 1,
          estimatedPromptTokens: 1,
        },
      };
      const reply = script.get(call.role)?.shift() ?? (await offlineReplyTo(offlineFetch, call, signal));
      const text: string[] = [];
      for (const piece of reply.pieces ?? [reply.text ?? '']) {
        if (signal.aborted) break;
        text.push(piece);
        yield { type: 'text', text: piece };
      }
      if (reply.hangs && !signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      const status = signal.aborted ? 'stopped' : (reply.failure?.status ?? 'done');
      yield {
        type: 'event',
        event: { type: 'call-end', callId, status, usage: null, costNanoUsd: 0, ms: 0, preview: '' },
      };
      const error = reply.failure ? { ...reply.failure, retryable: true } : null;
      return {
        callId,
        status,
        text: text.join(''),
        toolCalls: (reply.toolCalls ?? []).map((toolCall, index) => ({ id: `call_${index}`, ...toolCall })),
        finishReason: status === 'done' ? (reply.finishReason ?? 'stop') : null,
        usage: null,
        costNanoUsd: 0,
        error,
      };
    } finally {
      pending -= 1;
    }
  };

  return {
    calls,
    queries,
    pending: () => pending,
    callModel,
    models: {
      'Query Planning': 'offline/planner',
      'RAG Retrieval': 'offline/retriever',
      'Data Analysis': 'offline/analyst',
      Answer: 'offline/writer',
    },
    companyName: 'Acme',
    async overview() {
      const products = [
        ...new Set(reviews.map((review) => review.product).filter((product) => product !== null)),
      ];
      return {
        reviews: reviews.length,
        negative: reviews.filter((review) => passes(review, { maxRating: 2 })).length,
        products,
        languages: ['en'],
        averageRating: averageOf(reviews),
        from: '2024-01-01',
        to: '2024-12-31',
      };
    },
    async searchReviews(query) {
      queries.push(query);
      if (search) return search(query);
      const words = query.query.toLowerCase();
      return reviews
        .filter((review) => passes(review, query) && review.text.toLowerCase().includes(words))
        .slice(0, query.limit);
    },
    async countReviews({ filters, only = {}, terms, groupBy }) {
      const base = reviews.filter((review) => passes(review, filters));
      const counted = (keyed: readonly ReviewHit[], wanted: readonly string[] | undefined): ReviewCount => {
        const found = keyed.filter(
          (review) => passes(review, only) && (!wanted || wanted.some((term) => mentions(review, term))),
        );
        return {
          count: found.length,
          base: keyed.length,
          average: averageOf(found),
          baseAverage: averageOf(keyed),
        };
      };
      const keyOf = groupKeys[groupBy ?? 'theme'];
      const keys =
        groupBy === 'theme' ? (terms ?? []) : [...new Set(base.map(keyOf))].filter((key) => key !== '');
      const groups = keys.map((key) =>
        groupBy === 'theme'
          ? { key, ...counted(base, [key]) }
          : {
              key,
              ...counted(
                base.filter((review) => keyOf(review) === key),
                terms,
              ),
            },
      );
      const listed = groupBy === undefined ? [] : groups;
      return { ...counted(base, terms), groups: listed, groupCount: listed.length };
    },
    async notablePhrases(filters) {
      const { minRating: _min, maxRating: _max, ...whole } = filters;
      const scope = reviews.filter((review) => passes(review, filters));
      const others = reviews.filter((review) => passes(review, whole) && !scope.includes(review));
      const textsOf = (side: readonly ReviewHit[]) => side.map(({ text }) => text);
      const phrases = await notablePhrasesIn(textsOf(scope), textsOf(others), []);
      return { phrases, scopeReviews: scope.length, otherReviews: others.length };
    },
  };
}

const groupKeys: Record<NonNullable<CountQuery['groupBy']>, (review: ReviewHit) => string> = {
  theme: () => '',
  product: ({ product }) => product ?? '',
  rating: ({ rating }) => String(rating ?? ''),
  month: ({ reviewedAt }) => reviewedAt?.slice(0, 7) ?? '',
};

/** Whether a review has any of the words that a websearch expression joins with `or`. */
function mentions({ text }: ReviewHit, term: string): boolean {
  return term
    .split(/\s+or\s+/i)
    .some((word) => text.toLowerCase().includes(word.replaceAll('"', '').toLowerCase()));
}

function averageOf(reviews: readonly ReviewHit[]): number | null {
  const ratings = reviews.map(({ rating }) => rating).filter((rating) => rating !== null);
  return ratings.length === 0 ? null : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}

function passes({ rating, product, reviewId }: ReviewHit, filter: ReviewFilter): boolean {
  if (filter.minRating !== undefined && (rating ?? 0) < filter.minRating) return false;
  if (filter.maxRating !== undefined && (rating ?? 6) > filter.maxRating) return false;
  if (filter.reviewIds && !filter.reviewIds.includes(reviewId)) return false;
  return filter.products === undefined || filter.products.includes(product ?? '');
}

async function offlineReplyTo(
  offlineFetch: typeof fetch,
  call: ModelCall,
  signal: AbortSignal,
): Promise<ScriptedReply> {
  const body = JSON.stringify({
    model: call.model,
    messages: [{ role: 'system', content: call.instructions }, ...call.messages],
    tools: call.tools?.map((tool) => ({ type: 'function', function: tool })),
  });
  const response = await offlineFetch('http://offline/v1/chat/completions', { method: 'POST', body, signal });
  const { choices } = (await response.json()) as {
    choices: [
      {
        message: { content: string | null; tool_calls?: { function: { name: string; arguments: string } }[] };
      },
    ];
  };
  const [{ message }] = choices;
  return {
    pieces: (message.content ?? '').split(/(?<=\s)/u),
    toolCalls: (message.tool_calls ?? []).map((toolCall) => toolCall.function),
  };
}
