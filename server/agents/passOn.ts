/** Something that has to happen when the source keeps its consumer waiting. */
interface Patience<Out> {
  /** Milliseconds until then; null while nothing waits for it. */
  dueMs(): number | null;
  onDue(): Iterable<Out>;
}

/**
 * Yields what `visit` makes of each piece and returns what the source returns. A consumer that stops early
 * closes the source as well, so that a call cut short is settled.
 */
export async function* passOn<Piece, Out, Result>(
  source: AsyncGenerator<Piece, Result>,
  visit: (piece: Piece) => Iterable<Out>,
  patience?: Patience<Out>,
): AsyncGenerator<Out, Result> {
  await using pieces = source;
  let coming = pieces.next();
  for (;;) {
    const dueMs = patience?.dueMs() ?? null;
    if (patience && dueMs !== null && (await isLate(coming, dueMs))) {
      yield* patience.onDue();
      continue;
    }
    const next = await coming;
    if (next.done) return next.value;
    yield* visit(next.value);
    coming = pieces.next();
  }
}

async function isLate(coming: Promise<unknown>, dueMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(true), dueMs);
  const inTime = () => false;
  try {
    return await Promise.race([coming.then(inTime, inTime), late]);
  } finally {
    clearTimeout(timer);
  }
}
