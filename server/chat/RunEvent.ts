import { defineEntity, p } from '@mikro-orm/core';
import type { ChatEvent } from '#shared/chatEvent.ts';

/** One event of a run. Numbered by the run's one owner, so the primary key also fences off a stale one. */
export const RunEvent = defineEntity({
  name: 'RunEvent',
  tableName: 'run_events',
  properties: {
    runId: p.text().primary(),
    seq: p.integer().primary(),
    epoch: p.integer(),
    event: p.json<ChatEvent>().columnType('json'),
  },
});
