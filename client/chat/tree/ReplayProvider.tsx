import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { ChatEvent } from '#shared/chatEvent.ts';
import type { CandorClient } from '../../api.ts';
import { useCandorClient } from '../../useCandorClient.ts';
import { createReplay } from './createReplay.ts';
import { ReplayContext } from './ReplayContext.ts';

/** One answer of a conversation at a time can be played again, beside and in its article. */
export function ReplayProvider({ children }: { children: ReactNode }) {
  const client = useCandorClient();
  const loading = useMutation({
    mutationFn: async (runId: string) => createReplay(await readLog(client, runId)),
    onSuccess: (replay) => replay.play(),
  });
  const { data: replay = null, mutate: start, reset: close, isPending: isLoading, error } = loading;
  // a replay that is left behind must not tick on
  useEffect(() => () => replay?.pause(), [replay]);
  const control = useMemo(
    () => ({ replay, start, close, isLoading, error }),
    [replay, start, close, isLoading, error],
  );
  return <ReplayContext value={control}>{children}</ReplayContext>;
}

async function readLog(client: CandorClient, runId: string): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof client.chat.events.query>> = await client.chat.events.query({
      runId,
      after,
    });
    events.push(...page.events);
    after = page.nextAfter;
  }
  return events;
}
