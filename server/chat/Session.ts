import { defineEntity, p } from '@mikro-orm/core';

/** One conversation; the id is text that a caller may choose, unique within its company. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    companyId: p.text().primary(),
    id: p.text().primary(),
    userId: p.text(),
    title: p.text(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    updatedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    /** Deleted by a person; its runs and their calls stay. */
    deletedAt: p.datetime().columnType('timestamptz').nullable(),
  },
});
