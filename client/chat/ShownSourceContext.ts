import { createContext } from 'react';

/** A review of an answer's sources, by its answer and its number there. */
export interface ShownSource {
  runId: string;
  n: number;
}

interface ShownSourceState {
  shownSource: ShownSource | null;
  showSource: (source: ShownSource | null) => void;
}

/** The review that a citation has opened: beside the text where there is room, else over it. */
export const ShownSourceContext = createContext<ShownSourceState>({
  shownSource: null,
  showSource: () => {},
});
