import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newRequestId } from '../programs/newRequestId.ts';
import { useCandorClient } from '../useCandorClient.ts';
import type { FileImport } from './importFile.ts';
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
  const recordOf = async ({ companyId, requestId }: Attempt) => {
    const records = await client.reviews.imports.query({ companyId });
    return records.find((record) => record.requestId === requestId) ?? null;
  };
  const onSettled = () => refreshReviews(queries);

  const running = useMutation({
    mutationFn: async (begun: Attempt) => {
      const { importFile } = await import('./importFile.ts');
      return importFile(begun, begun.stop.signal);
    },
    onSettled,
  });
  const { data: record = null } = useQuery({
    queryKey: ['imports', attempt?.companyId, attempt?.requestId],
    queryFn: () => attempt && recordOf(attempt),
    enabled: attempt !== null,
    // the server notices a moment later that it was cancelled
    refetchInterval: ({ state }) =>
      running.isPending || state.data?.status === 'running' ? progressMs : false,
  });
  const undo = useMutation({
    mutationFn: async (stopped: Attempt) => {
      const { companyId } = stopped;
      const begun = await recordOf(stopped);
      return begun ? client.reviews.undoImport.mutate({ companyId, importId: begun.id }) : { removed: 0 };
    },
    onSettled,
  });

  return {
    attempt,
    record,
    undo,
    isRunning: running.isPending,
    finished: running.data,
    error: attempt?.stop.signal.aborted ? null : running.error,
    start(request: ImportRequest) {
      const mine = { requestId: newRequestId(), startedMs: Date.now(), stop: new AbortController() };
      const begun = { ...request, ...mine };
      setAttempt(begun);
      running.mutate(begun);
    },
    /** Stops; what was added stays. */
    cancel: () => attempt?.stop.abort(),
    cancelAndUndo() {
      attempt?.stop.abort();
      if (attempt) undo.mutate(attempt);
    },
    /** Makes room for another file. */
    clear() {
      setAttempt(null);
      running.reset();
      undo.reset();
    },
  };
}
