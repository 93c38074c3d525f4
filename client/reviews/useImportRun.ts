import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newRequestId } from '../programs/newRequestId.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { type FileImport, importFile } from './importFile.ts';
import { refreshReviews } from './refreshReviews.ts';

const progressMs = 500;

interface Attempt extends FileImport {
  startedMs: number;
  stop: AbortController;
  /** About how many rows the file has, from how many its beginning has. */
  expectedRows: number;
}

export type ImportRequest = Pick<Attempt, 'file' | 'companyId' | 'mapping' | 'expectedRows'>;
export type ImportRun = ReturnType<typeof useImportRun>;

/** One import at a time: its progress, its end, and the ways to end it before. It goes on while its dialog is closed. */
export function useImportRun() {
  const client = useCandorClient();
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [cancelled, setCancelled] = useState<'keep' | 'undo' | null>(null);

  const running = useMutation({
    mutationFn: (begun: Attempt) => importFile(begun, begun.stop.signal),
    onSettled: () => refreshReviews(queries),
  });
  const list = useQuery({
    queryKey: ['imports', attempt?.companyId, attempt?.requestId],
    queryFn: () => client.reviews.imports.query({ companyId: attempt?.companyId ?? '' }),
    enabled: attempt !== null,
    refetchInterval: running.isPending ? progressMs : false,
  });
  const record = list.data?.find(({ requestId }) => requestId === attempt?.requestId) ?? null;

  const undo = useMutation({
    mutationFn: async ({ companyId, requestId }: Attempt) => {
      const records = await client.reviews.imports.query({ companyId });
      const mine = records.find((one) => one.requestId === requestId);
      return mine ? client.reviews.undoImport.mutate({ companyId, importId: mine.id }) : { removed: 0 };
    },
    onSettled: () => refreshReviews(queries),
  });

  return {
    attempt,
    record,
    cancelled,
    isRunning: running.isPending,
    finished: running.data ?? null,
    error: cancelled === null ? running.error : null,
    undo: { ...undo, run: () => attempt && undo.mutate(attempt) },
    start(request: ImportRequest) {
      const begun = {
        ...request,
        requestId: newRequestId(),
        startedMs: Date.now(),
        stop: new AbortController(),
      };
      setAttempt(begun);
      setCancelled(null);
      undo.reset();
      running.mutate(begun);
    },
    /** Stops; what was added stays, or is taken back. */
    cancel(andThen: 'keep' | 'undo') {
      setCancelled(andThen);
      attempt?.stop.abort();
      if (andThen === 'undo' && attempt) undo.mutate(attempt);
    },
    /** Makes room for another file. */
    clear() {
      setAttempt(null);
      setCancelled(null);
      running.reset();
      undo.reset();
    },
  };
}
