import { z } from 'zod';

const facet = z.object({ name: z.string(), count: z.number().int() });

/**
 * What some calls could be narrowed to. The counts of a list hold every filter but the one that the list itself would
 * set. At most 50 each, those with most calls first.
 */
export const callFacets = z.object({
  /** Rows that pass the whole filter, those that were never sent among them. */
  rows: z.number().int(),
  models: facet.array(),
  roles: facet.array(),
  statuses: facet.array(),
  callTypes: facet.array(),
  users: facet.array(),
});
export type CallFacets = z.infer<typeof callFacets>;
