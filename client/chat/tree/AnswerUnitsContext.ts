import { createContext } from 'react';

/**
 * How long the answer is that an open call below writes, in UTF-16 units; else 0. Only the figures that are estimated
 * by it ask for it, so that a piece of the answer draws them and no node around them.
 */
export const AnswerUnitsContext = createContext(0);
