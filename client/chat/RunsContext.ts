import { createContext } from 'react';
import type { RunFollower } from './createRunFollowers.ts';

interface Runs {
  follow: (runId: string) => RunFollower;
  /** Says, here and in this browser's other tabs, that a run began or ended. */
  announce: () => void;
}

/** The runs that this page can follow; null where nobody does. */
export const RunsContext = createContext<Runs | null>(null);
