import { defineEntity, p } from '@mikro-orm/core';

/** Standing instructions, stored once per version; a call names its version in `metadata.prompt_version`. */
export const PromptVersion = defineEntity({
  name: 'PromptVersion',
  tableName: 'prompt_versions',
  properties: {
    version: p.text().primary(),
    instructions: p.text(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
