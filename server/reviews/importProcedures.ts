import { z } from 'zod';
import { guarded } from '#server/trpc.ts';
import { importRecord } from '#shared/importRecord.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { listImports } from './import/listImports.ts';
import { undoImport } from './import/undoImport.ts';

const companyId = textId.default(defaultCompanyId);
const MAX_INTEGER = 2_147_483_647;

/** What the reviews' router has for imports. */
export const importProcedures = {
  /** A company's imports, the latest first, at most 50. */
  imports: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId }))
    .output(z.array(importRecord))
    .query(({ ctx, input }) => listImports(ctx.services.database.fork(), input.companyId)),
  /** Takes back exactly the reviews that an import added. */
  undoImport: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId, importId: z.number().int().positive().max(MAX_INTEGER) }))
    .output(z.object({ removed: z.number().int() }))
    .mutation(async ({ ctx, input }) => ({
      removed: await undoImport(ctx.services.database.fork(), input.companyId, input.importId),
    })),
};
