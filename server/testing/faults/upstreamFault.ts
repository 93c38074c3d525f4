import type { CallStatus, Role } from '#shared/llmCall.ts';

/**
 * The app that a fault is tried on: `impatient` waits 3 s for a model to go on, `hurried` gives an answer 10 s and has
 * a model without a price, behind the `closed port` there is nothing.
 */
export type FaultSetting = 'usual' | 'impatient' | 'hurried' | 'closed port';

export type FaultyRole = 'planner' | 'retriever' | 'analyst' | 'writer';

/** The role as the ledger names it. */
export const roleNames: Record<FaultyRole, Role> = {
  planner: 'Query Planning',
  retriever: 'RAG Retrieval',
  analyst: 'Data Analysis',
  writer: 'Answer',
};

/** One way in which a model's endpoint fails, and what must come of it. */
export interface UpstreamFault {
  /** The catalogue's number and a word. */
  id: string;
  /** In the chaos upstream's grammar; `ok` where the setting is the fault. */
  fault: string;
  /** How many calls of the role meet it; all of them unless said. */
  times?: number;
  /** Whose calls meet it; the writer's unless said. */
  role?: FaultyRole;
  setting?: FaultSetting;
  /** How the ledger shows the calls of that role, attempt by attempt. */
  calls: CallStatus[];
  run: 'done' | 'failed';
  /** The code that a failed run shows. */
  code?: string;
  /** Why a whole answer ended; `stop` unless said. */
  finishReason?: string;
  /** The last of those calls was not counted by the provider. */
  isEstimated?: boolean;
}
