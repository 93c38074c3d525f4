import { countTokens } from './countTokens.ts';

/** Counts the tokens of an answer that arrives in pieces. `take` says whether they are more than was asked for. */
export function createOutputMeter(mostTokens: number): { take(piece: string): boolean } {
  const pieces: string[] = [];
  let counted = 0;
  return {
    take(piece) {
      if (piece === '') return false;
      pieces.push(piece);
      counted += countTokens(piece);
      if (counted <= mostTokens) return false;
      // a word that comes in several pieces counts for more than it is
      counted = countTokens(pieces.join(''));
      return counted > mostTokens;
    },
  };
}
