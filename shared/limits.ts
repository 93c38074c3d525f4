import { z } from 'zod';

/** What the product accepts, in one place; the page, REST and tRPC refuse with the same numbers. */
export const limits = {
  /** UTF-16 code units of one question. */
  messageUnits: 32_000,
  /** UTF-16 code units of a question's beginning: they tell its kind, and travel in an address. */
  beginningUnits: 200,
  /** Characters of a session, user or company id. */
  idUnits: 200,
  /** Code points kept of a prompt and a response in the ledger's own columns. */
  previewPoints: 1_000,
  /** Bytes of one request body. */
  bodyBytes: 1_000_000,
  /** Bytes of a request's address and headers: a filter of twenty long product names travels there. */
  headerBytes: 128 * 1024,
  /** Calls in one tRPC batch. */
  batchSize: 10,
  /** Events a follower may lag before it gets a snapshot instead of the log. */
  snapshotLag: 300,
  /** Runs that one connection follows: their ids travel in the address. */
  runsPerStream: 40,
  /** Events in one page of a run's log. */
  eventPage: 500,
} as const;

/** An id that a caller may choose: 1–200 of `A-Za-z0-9._:-`. */
export const textId = z
  .string()
  .regex(
    /^[A-Za-z0-9._:-]{1,200}$/,
    'must be 1 to 200 characters of A-Z, a-z, 0-9, dot, underscore, colon, dash',
  );

/** One question: not blank, at most 32,000 UTF-16 units. */
export const questionText = z
  .string()
  .max(limits.messageUnits, `must be at most ${limits.messageUnits.toLocaleString('en-US')} characters long`)
  .refine((text) => text.trim() !== '', 'must not be empty');

/** How a question begins, of which no more is needed to tell what it will take. */
export const questionBeginning = questionText.max(
  limits.beginningUnits,
  `must be the beginning of the question, at most ${limits.beginningUnits} characters`,
);

/** The sample company, and the one meant when a caller names none. */
export const defaultCompanyId = 'comp-123';

/** Input that names a company and nothing else. */
export const namedCompany = z.strictObject({ companyId: textId.default(defaultCompanyId) });

/** Whose calls are made up, to show what the page looks like: a company of its own, in no other sum. */
export const sampleUsageCompanyId = 'sample-usage';

/** Who spends when a caller names nobody and `AUTH=off`. */
export const localUserId = 'local';
