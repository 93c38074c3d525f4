/** A queue between callbacks and one `for await`: what was pushed is read in order, then the reader waits until it is closed. */
export interface Inbox<Item> extends AsyncIterable<Item> {
  push: (item: Item) => void;
  /** Ends the reader once it has read what is there; with an error, by throwing it. Only the first call counts. */
  close: (error?: unknown) => void;
}

export function createInbox<Item>(): Inbox<Item> {
  const items: Item[] = [];
  let end: { error: unknown } | null = null;
  let wake: (() => void) | null = null;
  return {
    push: (item) => {
      items.push(item);
      wake?.();
    },
    close: (error) => {
      end ??= { error };
      wake?.();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (items.length > 0) yield* items.splice(0);
        if (end?.error !== undefined) throw end.error;
        if (end) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
