import { defineEntity, p } from '@mikro-orm/core';
import { role } from '#shared/llmCall.ts';

/** The model that a company chose for a role; without a row the process's own setting holds. */
export const CompanyModel = defineEntity({
  name: 'CompanyModel',
  tableName: 'company_models',
  properties: {
    companyId: p.text().primary(),
    role: p.enum(role.options).primary(),
    model: p.text(),
  },
});
