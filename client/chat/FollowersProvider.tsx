import { type ReactNode, useContext, useState } from 'react';
import { useCandorClient } from '../useCandorClient.ts';
import { createRunFollowers } from './createRunFollowers.ts';
import { FollowersContext } from './FollowersContext.ts';
import { TabsContext } from './TabsContext.ts';

/** Lets everything inside follow runs, each over one follower however many watch it. */
export function FollowersProvider({ children }: { children: ReactNode }) {
  const client = useCandorClient();
  const tabs = useContext(TabsContext);
  const [follow] = useState(() =>
    createRunFollowers({
      client,
      worker: () => tabs?.worker() ?? null,
      onEnd: () => tabs?.announce(),
    }),
  );
  return <FollowersContext value={follow}>{children}</FollowersContext>;
}
