import type { Role } from '#shared/llmCall.ts';

/** How many tokens a call of each agent may put out, its thoughts included. */
export const outputLimits: Record<Role, number> = {
  'Query Planning': 2_000,
  'RAG Retrieval': 1_500,
  'Data Analysis': 3_000,
  Answer: 4_000,
};
