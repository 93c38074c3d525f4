import { createContext } from 'react';

interface ImportReviews {
  /** Opens the import, with a file to look at or to let one be chosen. */
  open: (file?: File) => void;
  /** Whether a file is being imported right now. */
  isRunning: boolean;
}

/** The way to the import, from wherever on the page it is offered. */
export const ImportReviewsContext = createContext<ImportReviews>({ open: () => undefined, isRunning: false });
