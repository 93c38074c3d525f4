import { sql } from 'kysely';
import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { company } from '#shared/company.ts';
import { addSample } from './addSample.ts';
import { removeSample } from './removeSample.ts';

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
});
