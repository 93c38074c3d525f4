import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSeries, UsageStep } from '#shared/usageReport.ts';
import type { CallDimension } from './callDimensions.ts';
import type { MeasuredRow } from './callMeasures.ts';
import { DAY_MS } from './cover.ts';
import { momentsAt, usageSource } from './usageSource.ts';
import { wantSplits } from './usageSplits.ts';
import { type StretchMs, stretchIso, stretchOf, type UsageStretch } from './usageStretch.ts';
import { stepsOf } from './zoneCalendar.ts';

const MOST_POINTS = 1_000;
const LAYERS = 8;

type Layer = UsageSeries['layers'][number];
const columns = {
  llmCalls: 'llm_calls',
  errors: 'errors',
  totalTokens: 'total_tokens',
  costNanoUsd: 'cost_nano_usd',
} as const;
const lists = Object.keys(columns) as (keyof typeof columns)[];
const sums = sql.join(Object.values(columns).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`));

/**
 * What was used in each hour, day, week or month of a zone, in one layer or in one for each model, user or role.
 * @throws AppError `too-many-points`
 */
export async function usageSeries(
  em: Em,
  input: UsageFilter & { by?: 'model' | 'user' | 'role' | undefined; step: UsageStep | 'auto' },
): Promise<UsageSeries> {
  const stretch = await stretchOf(em, input);
  const step = input.step === 'auto' ? stepFor(stretch) : input.step;
  const starts = stepsOf(stretch, step, input.zone, MOST_POINTS);
  if (starts.length > MOST_POINTS)
    throw new AppError(
      'too-many-points',
      `step: a ${step} is too short for this stretch, at most ${MOST_POINTS} fit. Choose a longer step, or auto.`,
    );
  if (step !== 'hour') await wantSplits(em, starts, stretch.splits);
  const names = input.by && (await dearestOf(em, input, input.by, stretch));
  const layerOf = (
    by: typeof input.by,
  ) => sql`select name, width_bucket(at, ${momentsAt(starts)}) as point, ${sums}
    from ${usageSource(input, stretch, { by, names, cuts: starts })} group by 1, 2`;
  // all of them beside those with a layer of their own, in one snapshot: the rest is the difference
  const { rows } = await sql<MeasuredRow & { name: string | null; point: number; whole: boolean }>`
    select *, true as whole from (${layerOf(undefined)}) as whole
    ${input.by === undefined ? sql`` : sql`union all select *, false from (${layerOf(input.by)}) as named`}`.execute(
    em.getKysely(),
  );
  const whole = emptyLayer(null, starts.length);
  const layers = new Map(names?.map((name) => [name, emptyLayer(name, starts.length)]));
  for (const row of rows) {
    const layer = row.whole ? whole : layers.get(row.name);
    if (layer) for (const list of lists) layer[list][row.point - 1] = Number(row[columns[list]]);
  }
  return {
    ...stretchIso(stretch),
    step,
    zone: input.zone,
    starts: starts.map((atMs) => new Date(atMs).toISOString()),
    layers: input.by === undefined ? [whole] : withRest([...layers.values()], whole),
  };
}

/** The names of those with a layer of their own, dearest first; null is the name of calls without one. */
async function dearestOf(
  em: Em,
  filter: UsageFilter,
  by: CallDimension,
  stretch: UsageStretch,
): Promise<(string | null)[]> {
  const { rows } = await sql<{ name: string | null }>`select name
    from ${usageSource(filter, stretch, { by })} group by name
    order by sum(cost_nano_usd) desc, sum(total_tokens) desc, sum(llm_calls) desc, name limit ${LAYERS}`.execute(
    em.getKysely(),
  );
  return rows.map(({ name }) => name);
}

/** So that a chart has some dozens of points. */
function stepFor({ sinceMs, untilMs }: StretchMs): UsageStep {
  const days = (untilMs - sinceMs) / DAY_MS;
  if (days <= 2.1) return 'hour';
  if (days <= 100) return 'day';
  return days <= 800 ? 'week' : 'month';
}

function emptyLayer(name: string | null, points: number): Layer {
  const zeros = () => Array.from({ length: points }, () => 0);
  return {
    name,
    rest: false,
    llmCalls: zeros(),
    errors: zeros(),
    totalTokens: zeros(),
    costNanoUsd: zeros(),
  };
}

/** Those by name, and all others as one layer, if there are any. */
function withRest(layers: Layer[], whole: Layer): Layer[] {
  const rest: Layer = { ...whole, rest: true };
  for (const list of lists)
    rest[list] = whole[list].map((value, point) =>
      layers.reduce((left, layer) => left - (layer[list][point] ?? 0), value),
    );
  return rest.llmCalls.some((calls) => calls > 0) ? [...layers, rest] : layers;
}
