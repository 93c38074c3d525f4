/**
 * The items of several generators as they come, each asked for its next one only after the last was taken. Throws what
 * any of them throws. Then, and when it is left, it ends them all and waits for none: whoever made them wakes them.
 */
export async function* merged<Item>(
  sources: readonly AsyncGenerator<Item, void>[],
): AsyncGenerator<Item, void> {
  const arrived: (() => { source: AsyncGenerator<Item, void>; result: IteratorResult<Item, void> })[] = [];
  let wake = Promise.withResolvers<void>();
  const pull = (source: AsyncGenerator<Item, void>) => {
    source
      .next()
      .then(
        (result) => arrived.push(() => ({ source, result })),
        (error: unknown) =>
          arrived.push(() => {
            throw error;
          }),
      )
      .then(() => wake.resolve());
  };
  sources.forEach(pull);
  try {
    for (let open = sources.length; open > 0; ) {
      const next = arrived.shift()?.();
      if (!next) {
        await wake.promise;
        wake = Promise.withResolvers();
      } else if (next.result.done) {
        open -= 1;
      } else {
        yield next.result.value;
        pull(next.source);
      }
    }
  } finally {
    // one whose item was not taken hears of no signal
    for (const source of sources) void source.return();
  }
}
