import type { z } from 'zod';
import { reviewFilter } from './reviewFilter.ts';

/** The part of a filter that a person sets once for a whole conversation, and that nobody may widen. */
export const reviewScope = reviewFilter.omit({ source: true, terms: true, reviewIds: true });
export type ReviewScope = z.infer<typeof reviewScope>;
