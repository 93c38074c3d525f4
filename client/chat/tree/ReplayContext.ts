import { createContext } from 'react';
import type { Replay } from './createReplay.ts';

interface ReplayControl {
  /** The run that is being played again, if one is. */
  replay: Replay | null;
  start: (runId: string) => void;
  close: () => void;
  isLoading: boolean;
  error: Error | null;
}

/** Playing an answer again; null where nothing can be played. */
export const ReplayContext = createContext<ReplayControl | null>(null);
