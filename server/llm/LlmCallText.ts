import { defineEntity, p } from '@mikro-orm/core';

/** The whole request and response of a call, written in its row's own transactions, dropped by retention. */
export const LlmCallText = defineEntity({
  name: 'LlmCallText',
  tableName: 'llm_call_texts',
  properties: {
    callId: p.uuid().primary(),
    request: p.json<Record<string, unknown>>(),
    response: p.text().nullable(),
  },
});
