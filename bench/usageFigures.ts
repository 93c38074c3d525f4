import { type RawBuilder, sql } from 'kysely';
import { encodeCursor } from '#server/db/cursor.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { callFacets } from '#server/usage/callFacets.ts';
import { listCalls } from '#server/usage/listCalls.ts';
import { usageDistribution } from '#server/usage/usageDistribution.ts';
import { usageRanking } from '#server/usage/usageRanking.ts';
import { usageRuns } from '#server/usage/usageRuns.ts';
import { usageSeries } from '#server/usage/usageSeries.ts';
import { usageSummary } from '#server/usage/usageSummary.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import { COMPANY, rareWords } from './usageCalls.ts';

/** A figure as the page asks for it and as a row-by-row query gives it, both as one number to compare. */
export interface Figure {
  name: string;
  ask(em: Em): Promise<number>;
  plain: RawBuilder<{ figure: string }>;
}

const year = usageFilter.parse({
  companyId: COMPANY,
  since: '2025-01-01',
  until: '2025-12-31',
  zone: 'Europe/Berlin',
});
const model = 'vendor/model-3';
const inYear = sql`company_id = ${COMPANY} and created_at >= '2024-12-31T23:00Z' and created_at < '2025-12-31T23:00Z'`;
const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
const costOf = (items: { costNanoUsd: number }[]) => sum(items.map(({ costNanoUsd }) => costNanoUsd));
const page = { companyId: COMPANY, limit: 50, previewPoints: 100, ascending: false } as const;
const grouped = (by: RawBuilder<unknown>, where = sql`true`) => sql<{
  figure: string;
}>`select sum(cost) as figure from (
  select ${by}, sum(cost_nano_usd) as cost from llm_calls where ${inYear} and ${where} group by 1) as grouped`;
const localDay = sql`(created_at at time zone 'Europe/Berlin')::date`;

/** Calls of a list as one number: two lists of the same calls have the same. */
const idsOf = ({ items }: Awaited<ReturnType<typeof listCalls>>) =>
  items.reduce((mixed, { callId }) => mixed + Number.parseInt(callId.slice(0, 8), 16), 0);
const newest = (where: RawBuilder<unknown>) => sql<{
  figure: string;
}>`select sum(('x' || left(call_id::text, 8))::bit(32)::bigint) as figure from (
  select call_id from llm_calls where company_id = ${COMPANY} and ${where} order by id desc limit 50) as listed`;
const lastId = async (em: Em) => {
  const { rows } = await sql<{ id: number | string }>`select max(id) as id from llm_calls`.execute(
    em.getKysely(),
  );
  return Number(rows[0]?.id);
};

export const figures: Figure[] = [
  {
    name: 'summary of a year, and the one before',
    ask: async (em) => (await usageSummary(em, year)).current.figures.costNanoUsd,
    plain: sql`select sum(cost) as figure from (select sum(cost_nano_usd) as cost, count(distinct run_id), count(distinct session_id),
      percentile_disc(array[0.5, 0.95, 0.99]) within group (order by duration_ms),
      percentile_disc(array[0.5, 0.95, 0.99]) within group (order by ttft_ms) from llm_calls where ${inYear}) as summed`,
  },
  {
    name: 'summary of a model’s year',
    ask: async (em) => (await usageSummary(em, { ...year, model })).current.figures.costNanoUsd,
    plain: sql`select sum(cost) as figure from (select sum(cost_nano_usd) as cost, count(distinct run_id), count(distinct session_id),
      percentile_disc(array[0.5, 0.95, 0.99]) within group (order by duration_ms),
      percentile_disc(array[0.5, 0.95, 0.99]) within group (order by ttft_ms) from llm_calls where ${inYear} and model = ${model}) as summed`,
  },
  {
    name: 'weeks by model',
    ask: async (em) =>
      sum(
        (await usageSeries(em, { ...year, by: 'model', step: 'week' })).layers.flatMap(
          (layer) => layer.costNanoUsd,
        ),
      ),
    plain: grouped(sql`(date_trunc('week', created_at at time zone 'Europe/Berlin'), model)`),
  },
  {
    name: 'days by user',
    ask: async (em) =>
      sum(
        (await usageSeries(em, { ...year, by: 'user', step: 'day' })).layers.flatMap(
          (layer) => layer.costNanoUsd,
        ),
      ),
    plain: grouped(sql`${localDay}`),
  },
  {
    name: 'who spends, with a line each',
    ask: async (em) =>
      costOf((await usageRanking(em, { ...year, by: 'user', sort: 'cost', limit: 50 })).items),
    plain: grouped(sql`user_id`),
  },
  {
    name: 'who spends on a model',
    ask: async (em) =>
      costOf((await usageRanking(em, { ...year, model, by: 'user', sort: 'cost', limit: 50 })).items),
    plain: grouped(sql`user_id`, sql`model = ${model}`),
  },
  {
    name: 'the dearest 20 questions',
    ask: async (em) => costOf((await usageRuns(em, { ...year, sort: 'cost', limit: 20 })).items),
    plain: sql`select sum(cost) as figure from (select sum(cost_nano_usd) as cost from llm_calls where ${inYear}
      group by run_id order by 1 desc, run_id desc limit 20) as dearest`,
  },
  {
    name: 'costs of calls, drawn',
    ask: async (em) => (await usageDistribution(em, { ...year, measure: 'cost' })).calls,
    plain: sql`select sum(calls) as figure from (select floor(ln(cost_nano_usd + 1)), count(*) as calls from llm_calls
      where ${inYear} group by 1) as drawn`,
  },
  {
    name: 'the dearest 50 calls',
    ask: async (em) =>
      sum((await listCalls(em, { ...page, sort: 'cost' })).items.map((call) => call.costNanoUsd ?? 0)),
    plain: sql`select sum(cost_nano_usd) as figure from (select cost_nano_usd, prompt, response from llm_calls
      where company_id = ${COMPANY} order by cost_nano_usd + 0 desc limit 50) as dearest`,
  },
  {
    name: 'the newest 50 calls',
    ask: async (em) => idsOf(await listCalls(em, { ...page, sort: 'time' })),
    plain: newest(sql`true`),
  },
  {
    name: 'the 1,000th page of 50 calls',
    ask: async (em) =>
      idsOf(
        await listCalls(em, {
          ...page,
          sort: 'time',
          cursor: encodeCursor([(await lastId(em)) - 999 * 50 + 1]),
        }),
      ),
    plain: newest(sql`id <= (select max(id) from llm_calls) - 999 * 50`),
  },
  ...Object.entries(rareWords).map(([word, every]) => ({
    name: `the newest 50 calls with a word of every ${every.toLocaleString('en')}th`,
    ask: async (em: Em) => idsOf(await listCalls(em, { ...page, sort: 'time', words: word })),
    plain: newest(sql`prompt ~ ${`(^| )${word}( |$)`}`),
  })),
  {
    name: 'what calls can be narrowed to',
    ask: async (em) => sum((await callFacets(em, COMPANY, { model })).users.map(({ count }) => count)),
    plain: sql`select sum(calls) as figure from (select count(*) as calls from llm_calls
      where company_id = ${COMPANY} and model = ${model} group by user_id) as counted`,
  },
  {
    name: 'the whole page of a year',
    ask: async (em) => {
      await usageSeries(em, { ...year, by: 'model', step: 'auto' });
      for (const by of ['model', 'user', 'role'] as const)
        await usageRanking(em, { ...year, by, sort: 'cost', limit: 10 });
      await usageRuns(em, { ...year, sort: 'cost', limit: 10 });
      await usageDistribution(em, { ...year, measure: 'duration' });
      await callFacets(em, COMPANY, { since: '2025-01-01', until: '2025-12-31' });
      return (await usageSummary(em, year)).current.figures.costNanoUsd;
    },
    plain: sql`select sum(cost_nano_usd) as figure from llm_calls where ${inYear}`,
  },
  {
    name: 'summary of a model’s year by a user',
    ask: async (em) =>
      (await usageSummary(em, { ...year, model, userId: 'user-3' })).current.figures.costNanoUsd,
    plain: sql`select sum(cost_nano_usd) as figure from llm_calls where ${inYear} and model = ${model} and user_id = 'user-3'`,
  },
  {
    name: 'summary of a year of a role and a status',
    ask: async (em) =>
      (await usageSummary(em, { ...year, role: 'Answer', status: 'done' })).current.figures.costNanoUsd,
    plain: sql`select sum(cost_nano_usd) as figure from llm_calls where ${inYear} and metadata->>'role' = 'Answer' and status = 'done'`,
  },
  {
    name: 'who spends on a model in a role',
    ask: async (em) =>
      costOf(
        (await usageRanking(em, { ...year, model, role: 'Answer', by: 'user', sort: 'cost', limit: 50 }))
          .items,
      ),
    plain: grouped(sql`user_id`, sql`model = ${model} and metadata->>'role' = 'Answer'`),
  },
  {
    name: 'days by model of a user in a role',
    ask: async (em) =>
      sum(
        (
          await usageSeries(em, { ...year, userId: 'user-3', role: 'Answer', by: 'model', step: 'day' })
        ).layers.flatMap((layer) => layer.costNanoUsd),
      ),
    plain: grouped(localDay, sql`user_id = 'user-3' and metadata->>'role' = 'Answer'`),
  },
  {
    name: 'the dearest 20 questions of a user on a model',
    ask: async (em) =>
      costOf((await usageRuns(em, { ...year, model, userId: 'user-3', sort: 'cost', limit: 20 })).items),
    plain: sql`select sum(cost) as figure from (select sum(cost_nano_usd) as cost from llm_calls where ${inYear}
      and run_id in (select run_id from llm_calls where ${inYear} and model = ${model} and user_id = 'user-3')
      group by run_id order by 1 desc, run_id desc limit 20) as dearest`,
  },
  {
    name: 'summary of a year of a model, a role and a status',
    ask: async (em) =>
      (await usageSummary(em, { ...year, model, role: 'Answer', status: 'done' })).current.figures
        .costNanoUsd,
    plain: sql`select sum(cost_nano_usd) as figure from llm_calls where ${inYear} and model = ${model} and metadata->>'role' = 'Answer'
      and status = 'done'`,
  },
];
