import type { CallModel } from '#server/llm/modelCall.ts';
import type { ReviewFilter, ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { Role } from '#shared/llmCall.ts';

/** What a company's reviews look like from afar. */
export interface ReviewsOverview {
  reviews: number;
  products: string[];
  averageRating: number | null;
  /** ISO 8601, of the oldest and the newest dated review. */
  from: string | null;
  to: string | null;
}

/** Everything the agents may touch. The searches are bound to one company: no agent and no model can name another. */
export interface Team {
  callModel: CallModel;
  models: Record<Role, string>;
  companyName: string;
  overview(): Promise<ReviewsOverview>;
  searchReviews(query: ReviewQuery): Promise<ReviewHit[]>;
  countReviews(filter: ReviewFilter): Promise<number>;
}

/** One question with what was said before it, oldest first. */
export interface Question {
  question: string;
  history: readonly { question: string; answer: string }[];
}

/** What each agent is handed besides its own task. */
export interface AgentContext {
  team: Team;
  asked: Question;
  signal: AbortSignal;
  stepId: string;
}
