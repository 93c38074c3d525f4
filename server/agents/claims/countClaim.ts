export type Span = readonly [from: number, to: number];

/** A statement that counts something, as it was written. */
export interface CountClaim {
  kind: 'count' | 'share' | 'average';
  /** NaN for what no count can be: "hundreds of", "40–50". */
  value: number;
  /** Decimals that were written. */
  decimals: number;
  /** The M of "N of M". */
  base: number | null;
  /** What is counted, with the adjectives around it: `negative reviews`. */
  noun: string;
  /** What they are said to be: `are negative`. */
  predicate: string;
  /** Whether it is a number alone behind a label: "Crashes (29)". */
  isBare: boolean;
  /** UTF-16 units of the whole statement. */
  length: number;
  /** Where its parts stand in it. */
  at: { value: Span; base: Span | null; noun: Span | null; predicate: Span | null };
}

/** Makes a claim of the number that was read. */
export type MakeClaim = (kind: CountClaim['kind'], length: number, more?: ClaimParts) => CountClaim;
export type ClaimParts = Partial<Omit<CountClaim, 'at'>> & { at?: Partial<CountClaim['at']> };
