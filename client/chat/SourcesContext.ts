import { createContext } from 'react';
import type { Source } from '#shared/chatEvent.ts';

interface Sources {
  sources: Source[];
  open: (source: Source) => void;
}

/** The reviews that the text below may cite, and how one is opened. */
export const SourcesContext = createContext<Sources>({ sources: [], open: () => {} });
