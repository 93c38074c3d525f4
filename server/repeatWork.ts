interface RepeatedWork {
  everyMs: number;
  /** Ends soon after `signal` aborts. */
  work: (signal: AbortSignal) => Promise<void>;
  onError: (error: unknown) => void;
}

/** Work that is done again and again, never twice at once, until it is closed. */
export function repeatWork({ everyMs, work, onError }: RepeatedWork) {
  const leaving = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();

  function start(): void {
    timer = setTimeout(() => {
      working = work(leaving.signal)
        .catch((error: unknown) => {
          if (!leaving.signal.aborted) onError(error);
        })
        .finally(() => {
          if (!leaving.signal.aborted) start();
        });
    }, everyMs);
  }

  return {
    start,
    async close(): Promise<void> {
      leaving.abort();
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
}
