import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** What the address of the page may carry, as text: the page's own code, loaded with it, knows what is valid. */
export const usageAddress = z.object({
  range: text,
  since: text,
  until: text,
  zone: text,
  measure: text,
  by: text,
  model: text,
  user: text,
  session: text,
  role: text,
  type: text,
  status: text,
});
