import { defineEntity, p } from '@mikro-orm/core';

/** One import of a file: what it added can be taken back, and what broke off goes on with the same file. */
export const Import = defineEntity({
  name: 'Import',
  tableName: 'imports',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    companyId: p.text(),
    /** The key of the attempt that may write; a later attempt at the same file puts its own here. */
    requestId: p.text(),
    /** Tells the same file, read the same way, again. */
    fingerprint: p.text(),
    filename: p.text(),
    userId: p.text(),
    status: p.enum(['running', 'done', 'stopped', 'failed', 'undone'] as const).columnType('text'),
    read: p.integer().default(0),
    added: p.integer().default(0),
    alreadyThere: p.integer().default(0),
    bad: p.integer().default(0),
    startedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    /** When its last batch was written. */
    seenAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    endedAt: p.datetime().columnType('timestamptz').nullable(),
  },
});
