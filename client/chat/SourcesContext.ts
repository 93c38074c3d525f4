import { createContext } from 'react';
import type { Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';

interface Sources {
  sources: readonly Source[];
  figures: readonly Figure[];
}

/** The reviews that the text below may cite and the figures it may state. */
export const SourcesContext = createContext<Sources>({ sources: [], figures: [] });
