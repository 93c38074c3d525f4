import { createContext } from 'react';
import type { RunsWorker } from './createRunsWorkers.ts';

/** What this tab has in common with the browser's other ones. */
interface Tabs {
  /** The worker that follows runs for all of them; null where there is none. */
  worker: () => RunsWorker | null;
  /** Says, here and there, that a run began or ended. */
  announce: () => void;
}

/** Null where the page is not Candor's own. */
export const TabsContext = createContext<Tabs | null>(null);
