import { z } from 'zod';
import { lineNotes } from './importEvent.ts';
import { reviewMapping } from './reviewMapping.ts';

/** Bytes of a file's beginning that a preview looks at. */
export const previewBytes = 262_144;

/** A row of the file beside what would be stored of it by field (each cut to 200 characters), or why nothing would. */
const previewRow = z.object({
  line: z.number().int(),
  cells: z.record(z.string(), z.string()),
  stored: reviewMapping.nullable(),
  reason: z.string().nullable(),
});

/** A file as it would be imported, from its beginning, before anything is written. */
export const importPreview = z.object({
  columns: z.array(z.string()),
  mapping: reviewMapping,
  rows: z.array(previewRow),
  /** Rows looked at, and what is wrong with some of them. */
  read: z.number().int(),
  bad: lineNotes,
  noted: lineNotes,
  /** Whether the file goes on after what was looked at. */
  isCut: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreview>;
