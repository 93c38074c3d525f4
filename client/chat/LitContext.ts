import { createContext } from 'react';

/** The sentence of an answer that the reader points at, by the reviews it cites and the counts it states. */
export interface Lit {
  runId: string;
  /** The `n` of its sources. */
  sources: number[];
  /** The `n` of its figures. */
  figures: number[];
}

interface LitState {
  lit: Lit | null;
  setLit: (lit: Lit | null) => void;
}

/** What is lit up in the tree and among the sources; nothing where nobody provides it. */
export const LitContext = createContext<LitState>({ lit: null, setLit: () => {} });
