import { createContext } from 'react';
import type { CandorClient } from './api.ts';

/** The client that everything below uses; null means the server this page came from. */
export const CandorClientContext = createContext<CandorClient | null>(null);
