import { defineEntity, p } from '@mikro-orm/core';

export const Review = defineEntity({
  name: 'Review',
  tableName: 'reviews',
  properties: {
    companyId: p.text().primary(),
    /** The owner's own id for it, or one made from its content. */
    id: p.text().primary(),
    text: p.text(),
    title: p.text().nullable(),
    rating: p.double().nullable(),
    product: p.text().nullable(),
    source: p.text().nullable(),
    author: p.text().nullable(),
    language: p.text().nullable(),
    reviewedAt: p.datetime().columnType('timestamptz').nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    /** The import that added it; null for the sample. */
    importId: p.integer().nullable(),
    /** What full-text search reads; left(): a tsvector holds at most 1 MB. */
    search: p
      .text()
      .columnType('tsvector')
      .generated(
        "(to_tsvector('english'::regconfig, coalesce(title, '') || ' ' || left(text, 100000))) stored",
      )
      .lazy()
      .nullable(),
  },
});
