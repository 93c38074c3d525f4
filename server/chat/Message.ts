import { defineEntity, p } from '@mikro-orm/core';

/** What was said in a conversation: the question at send, the answer with its run's end. */
export const Message = defineEntity({
  name: 'Message',
  tableName: 'messages',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    companyId: p.text(),
    sessionId: p.text(),
    runId: p.text(),
    role: p.enum(['user', 'assistant'] as const).columnType('text'),
    text: p.text(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
