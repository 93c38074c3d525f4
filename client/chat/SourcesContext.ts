import { createContext } from 'react';
import type { Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';

interface Sources {
  sources: Source[];
  open: (source: Source) => void;
  figures: Figure[];
  openFigure: (figure: Figure) => void;
}

/** The reviews that the text below may cite and the figures it may state, and how one is opened. */
export const SourcesContext = createContext<Sources>({
  sources: [],
  open: () => {},
  figures: [],
  openFigure: () => {},
});
