/**
 * The token rule of the chaos upstream, so simple that a checker can recompute it: one token is four UTF-16 code
 * units, rounded up once over the whole text. A prompt's text is all message contents joined with nothing between;
 * a completion's is the answer followed by the arguments of its tool calls.
 */
export function countChaosTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
