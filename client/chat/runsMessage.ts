import type { StreamEvent } from '#shared/runView.ts';
import type { RunConnection } from '../programs/followRun.ts';

/** What a tab asks of the worker that follows the runs of all tabs. */
export type RunsRequest = { follow: string } | { leave: string };

/** What the worker tells a tab; `alive` says only that the worker is there. */
export type RunsMessage =
  | { runId: string; event: StreamEvent }
  | { runId: string; connection: RunConnection }
  | { runId: string; refusal: string | null }
  | { alive: true };
