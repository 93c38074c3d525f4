import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSeries, UsageStep } from '#shared/usageReport.ts';
import { type MeasuredRow, sumsOfMeasures } from './callMeasures.ts';
import { momentAt, usageSource } from './usageSource.ts';
import { type StretchMs, stretchIso, stretchOf } from './usageStretch.ts';
import { stepsOf } from './zoneCalendar.ts';

const MOST_POINTS = 1_000;
const LAYERS = 8;
const DAY_MS = 86_400_000;

type Layer = UsageSeries['layers'][number];
const columns = {
  llmCalls: 'llm_calls',
  errors: 'errors',
  totalTokens: 'total_tokens',
  costNanoUsd: 'cost_nano_usd',
} as const;
const lists = Object.keys(columns) as (keyof typeof columns)[];

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
  const thresholds = sql`array[${sql.join(starts.map(momentAt))}]`;
  const { rows } = await sql<MeasuredRow & { name: string | null; point: number }>`
    select name, width_bucket(at, ${thresholds}) as point, ${sumsOfMeasures}
    from ${usageSource(input, stretch, { by: input.by, cuts: starts })} group by 1, 2`.execute(
    em.getKysely(),
  );
  const layers = new Map<string | null, Layer>();
  if (input.by === undefined) layers.set(null, emptyLayer(null, starts.length));
  for (const row of rows) {
    const layer = layers.get(row.name) ?? emptyLayer(row.name, starts.length);
    layers.set(row.name, layer);
    for (const list of lists) layer[list][row.point - 1] = Number(row[columns[list]]);
  }
  return {
    ...stretchIso(stretch),
    step,
    zone: input.zone,
    starts: starts.map((atMs) => new Date(atMs).toISOString()),
    layers: withRest([...layers.values()], starts.length),
  };
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

/** The dearest by name, and all others as one layer. */
function withRest(layers: Layer[], points: number): Layer[] {
  const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
  const ranked = layers
    .map((layer) => ({ layer, key: [layer.costNanoUsd, layer.totalTokens, layer.llmCalls].map(sum) }))
    .toSorted((a, b) => {
      const differs = a.key.findIndex((value, index) => value !== b.key[index]);
      if (differs >= 0) return (b.key[differs] ?? 0) - (a.key[differs] ?? 0);
      return (a.layer.name ?? '') < (b.layer.name ?? '') ? -1 : 1;
    })
    .map(({ layer }) => layer);
  if (ranked.length <= LAYERS) return ranked;
  const rest = { ...emptyLayer(null, points), rest: true };
  for (const layer of ranked.slice(LAYERS))
    for (const list of lists)
      layer[list].forEach((value, point) => {
        rest[list][point] = (rest[list][point] ?? 0) + value;
      });
  return [...ranked.slice(0, LAYERS), rest];
}
