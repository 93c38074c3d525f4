/**
 * Yields what `visit` makes of each piece and returns what the source returns. A consumer that stops early
 * closes the source as well, so that a call cut short is settled.
 */
export async function* passOn<Piece, Out, Result>(
  source: AsyncGenerator<Piece, Result>,
  visit: (piece: Piece) => Iterable<Out>,
): AsyncGenerator<Out, Result> {
  await using pieces = source;
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value;
    yield* visit(next.value);
  }
}
