import { z } from 'zod';

const count = z.number().int();

/** `interrupted`: nothing has come for half a minute, so its process is probably gone; the same file continues it. */
const importStatus = z.enum(['running', 'interrupted', 'done', 'stopped', 'failed', 'undone']);
export type ImportStatus = z.infer<typeof importStatus>;

/** One import of a file. `added` counts all its reviews; the other counts are of its last attempt. */
export const importRecord = z.object({
  id: count,
  /** The key that the caller gave its last attempt. */
  requestId: z.string(),
  filename: z.string(),
  userId: z.string(),
  status: importStatus,
  read: count,
  added: count,
  alreadyThere: count,
  bad: count,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ImportRecord = z.infer<typeof importRecord>;
