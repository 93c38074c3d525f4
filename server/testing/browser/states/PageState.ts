import type { Page } from 'playwright-core';

/** Where states are entered. */
export interface Stage {
  page: Page;
  isNarrow: boolean;
}

/** Something that a person can have before them. */
export interface PageState {
  name: string;
  /** At which of the two widths there is such a thing; both unless said. */
  only?: 'wide' | 'narrow';
  /** From wherever the page is; what is open over it has been closed. Resolves once all of it is to be seen. */
  enter: (stage: Stage) => Promise<unknown>;
  /** Takes back what closing does not. */
  leave?: (stage: Stage) => Promise<unknown>;
}
