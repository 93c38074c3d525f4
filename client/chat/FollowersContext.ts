import { createContext } from 'react';
import type { RunFollower } from './createRunFollowers.ts';

/** How to follow a run; null where nobody does. */
export const FollowersContext = createContext<((runId: string) => RunFollower) | null>(null);
