import { z } from 'zod';
import { reviewMapping } from './reviewMapping.ts';

const count = z.number().int();
/** A line of the file and what is wrong with it. */
const lineNote = z.object({ line: count, reason: z.string() });

/** How an import went: `bad` rows hold no review, `noted` ones were added with something left out; lists stop at 50. */
const importReport = z.object({
  read: count,
  added: count,
  alreadyThere: count,
  bad: z.object({ count, first: z.array(lineNote) }),
  noted: z.object({ count, first: z.array(lineNote) }),
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
