/** What was read ahead, and after it the rest. */
export async function* startingWith<T>(ahead: Iterable<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* ahead;
  yield* rest;
}
