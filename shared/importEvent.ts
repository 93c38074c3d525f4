import { z } from 'zod';
import { reviewMapping } from './reviewMapping.ts';

const count = z.number().int();

/** Lines of a file and what is wrong with each; the list stops at 50, the count does not. */
export const lineNotes = z.object({
  count,
  first: z.array(z.object({ line: count, reason: z.string() })),
});
export type LineNotes = z.infer<typeof lineNotes>;

/** How an import went: `bad` rows hold no review, `noted` ones were added with something left out. */
const importReport = z.object({
  read: count,
  added: count,
  alreadyThere: count,
  bad: lineNotes,
  noted: lineNotes,
});
export type ImportReport = z.infer<typeof importReport>;

/** What an import tells while it runs; on the wire one JSON line each. The last is `report` or `error`. */
export const importEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('mapping'),
    columns: z.array(z.string()),
    mapping: reviewMapping,
    /** The first row, each cell cut to 200 characters. */
    sampleRow: z.record(z.string(), z.string()),
  }),
  /** Told before the first row is written: what undoes the import, and which broken-off import of this file goes on. */
  z.object({
    type: z.literal('start'),
    importId: count,
    resumes: z.object({ added: count, startedAt: z.string() }).nullable(),
  }),
  z.object({ type: z.literal('progress'), read: count, added: count, alreadyThere: count, bad: count }),
  z.object({ type: z.literal('report'), report: importReport }),
  z.object({
    type: z.literal('error'),
    error: z.object({
      code: z.string(),
      message: z.string(),
      incident_id: z.string(),
      retryable: z.boolean(),
    }),
  }),
]);
export type ImportEvent = z.infer<typeof importEvent>;
