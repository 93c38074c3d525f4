import { defineEntity, p } from '@mikro-orm/core';

/** A tenant: owns reviews, sessions and what they cost. */
export const Company = defineEntity({
  name: 'Company',
  tableName: 'companies',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    isSample: p.boolean().default(false),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
