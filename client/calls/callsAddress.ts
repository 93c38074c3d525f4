import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

/** What the address of the page may carry: the page's own code, loaded with it, knows what is valid. */
export const callsAddress = z.object({
  session: text,
  run: text,
  user: text,
  model: text,
  role: text,
  status: text,
  type: text,
  since: text,
  until: text,
  words: text,
  sort: text,
  unpriced: flag,
  estimated: flag,
  failed: flag,
  overhead: flag,
});
