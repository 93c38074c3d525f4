import { sql } from 'kysely';
import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { callOutsideRun } from '#shared/callOutsideRun.ts';
import { company } from '#shared/company.ts';
import { companySettings, modelName } from '#shared/companySettings.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { role } from '#shared/llmCall.ts';
import { addSample } from './addSample.ts';
import { removeSample } from './removeSample.ts';
import { testModel } from './testModel.ts';

const inCompany = z.object({ companyId: textId.default(defaultCompanyId) });
const member = guarded({ who: 'member', guards: 'company' });
const owner = guarded({ who: 'owner', guards: 'company' });

export const companiesRouter = router({
  /** The companies this caller belongs to, with how many reviews each has. */
  list: guarded({ who: 'member', guards: 'nothing' })
    .output(z.array(company))
    .query(async ({ ctx }) => {
      const { rows } = await sql<z.infer<typeof company> & { reviews: string | number }>`
        select id, name, is_sample as "isSample",
          (select count(*) from reviews where company_id = companies.id) as reviews
        from companies order by is_sample, created_at, id`.execute(ctx.services.database.fork().getKysely());
      const { companies } = ctx.identity;
      const mine = rows.filter(({ id }) => companies === 'all' || companies.has(id));
      return mine.map((row) => ({ ...row, reviews: Number(row.reviews) }));
    }),
  /** Takes the sample's reviews away; no restart brings them back. */
  removeSample: guarded({ who: 'owner', guards: 'nothing' })
    .input(z.strictObject({}))
    .output(z.object({ removed: z.number().int() }))
    .mutation(async ({ ctx }) => ({ removed: await removeSample(ctx.services.database.fork()) })),
  /** Brings the sample's reviews back. */
  addSample: guarded({ who: 'owner', guards: 'nothing' })
    .input(z.strictObject({}))
    .output(z.object({ added: z.number().int() }))
    .mutation(async ({ ctx }) => ({ added: await addSample(ctx.services.database.fork()) })),
  /** Which model plays which role, what may be chosen, and what is configured. */
  settings: member
    .input(inCompany)
    .output(companySettings)
    .query(async ({ ctx: { services }, input }) => ({
      ...(await services.models.settings(input.companyId)),
      keys: services.keys,
      database: services.database.kind,
    })),
  /** Gives a role another model from the next run on; null: the standard one. */
  setModel: owner
    .input(inCompany.extend({ role, model: modelName.nullable() }))
    .output(z.object({ role, model: z.string() }))
    .mutation(async ({ ctx, input: { companyId, role, model } }) => {
      const { models } = ctx.services;
      await models.set(companyId, role, model);
      return { role, model: (await models.of(companyId))[role] };
    }),
  /** Makes one logged call to the model of a role. */
  testModel: owner
    .input(inCompany.extend({ role }))
    .output(callOutsideRun)
    .mutation(({ ctx, input, signal }) =>
      testModel(
        ctx.services,
        { ...input, userId: ctx.identity.userId },
        signal ?? new AbortController().signal,
      ),
    ),
});
