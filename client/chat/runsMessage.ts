import type { StreamEvent } from '#shared/runView.ts';
import type { RunConnection } from '../programs/followRun.ts';

/** What a tab asks of the worker that follows the runs of all tabs. */
export type RunsRequest = { follow: string } | { leave: string };

/** What the worker tells a tab; `lock` is the name of the lock that it holds for as long as it lives. */
export type RunsMessage =
  | { runId: string; event: StreamEvent }
  | { runId: string; connection: RunConnection }
  | { runId: string; refusal: string | null }
  | { lock: string };
