import type { CallModel } from '#server/llm/modelCall.ts';
import type { CountQuery, ReviewCounts } from '#server/reviews/countReviews.ts';
import type { NotablePhrases } from '#server/reviews/notablePhrases.ts';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { ReviewsOverview } from '#server/reviews/reviewsOverview.ts';
import type { Scope } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import type { Role } from '#shared/llmCall.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';

/** Everything the agents may touch. What reads reviews is bound to one company: no agent and no model can name another. */
export interface Team {
  callModel: CallModel;
  models: Record<Role, string>;
  companyName: string;
  overview(): Promise<ReviewsOverview>;
  searchReviews(query: ReviewQuery): Promise<ReviewHit[]>;
  countReviews(query: CountQuery): Promise<ReviewCounts>;
  notablePhrases(filters: ReviewFilter): Promise<NotablePhrases>;
}

/** One question with what was said before it, oldest first. */
export interface Question {
  question: string;
  /** The filter that the person chose: it holds whatever a model plans. */
  chosen?: ReviewScope;
  history: readonly {
    question: string;
    answer: string;
    scope: Scope | null;
    /** What its answer could state. */
    figures?: readonly Figure[] | null;
  }[];
}

/** What each agent is handed besides its own task. */
export interface AgentContext {
  team: Team;
  asked: Question;
  signal: AbortSignal;
  stepId: string;
}
