import { z } from 'zod';
import { runStatus, totals } from './chatEvent.ts';
import { usageFilter } from './usageFilter.ts';

const count = z.number().int().min(0);
const milliseconds = z.number().min(0);

/** Sums over ledger rows. `llmCalls` and what is a share of them leave `rejected` ones out: they were never sent. */
const usageFigures = totals.extend({
  /** Calls that failed, were cut off or lost; one that a person stopped is none. */
  errors: count,
  rejectedCalls: count,
  cachedTokens: count,
  reasoningTokens: count,
});
export type UsageFigures = z.infer<typeof usageFigures>;

/** At most 2 % off; null where nothing was measured. */
const percentiles = z.object({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type Percentiles = z.infer<typeof percentiles>;

/**
 * What calls were for; each call is in exactly one. `planning` and `retries` (every attempt after a first) are
 * overhead, `answer` is what a person reads, `evidence` the rest: retrieval, analysis, calls outside questions.
 */
export const usagePart = z.enum(['planning', 'retries', 'evidence', 'answer']);

const period = z.object({
  figures: usageFigures,
  durationMs: percentiles,
  ttftMs: percentiles,
  /** All four, in the order of their enumeration. */
  parts: z.array(z.object({ part: usagePart, totalTokens: count, costNanoUsd: count })),
  /** Questions with at least one of the calls, and sessions with one. */
  runs: count,
  sessions: count,
  /** Means over the runs, of the calls that belong to one; null without runs. */
  tokensPerRun: z.number().nullable(),
  costPerRunNanoUsd: z.number().nullable(),
});
export type UsagePeriod = z.infer<typeof period>;

/** A stretch of time from `since` on and before `until`, both moments in UTC. */
const stretch = z.object({ since: z.string(), until: z.string() });
export type Stretch = z.infer<typeof stretch>;

/** The figures of a stretch, and of the one before it that is as long (in days of the zone, where it is whole days). */
export const usageSummary = stretch.extend({
  current: period,
  /** Null where no beginning was asked for: nothing is before the first call. */
  previous: period.extend(stretch.shape).nullable(),
});
export type UsageSummary = z.infer<typeof usageSummary>;

const usageStep = z.enum(['hour', 'day', 'week', 'month']);
export type UsageStep = z.infer<typeof usageStep>;

export const usageSeriesInput = usageFilter.extend({
  /** What the points are stacked by. */
  by: z.enum(['model', 'user', 'role']).optional(),
  step: usageStep.or(z.literal('auto')).default('auto'),
});

/** Points without a gap from the first step of the stretch to its last; the lists of each layer are as long. */
export const usageSeries = stretch.extend({
  step: usageStep,
  zone: z.string(),
  /** The moment at which each point begins; the first and the last point are cut to the stretch. */
  starts: z.array(z.string()),
  /** Dearest first, at most 8 by name; the last may be the sum of all others. */
  layers: z.array(
    z.object({
      /** Of the model, user or role; null for everything in one layer and for all others. */
      name: z.string().nullable(),
      /** Whether this sums up all that have no layer of their own. */
      rest: z.boolean(),
      llmCalls: z.array(count),
      errors: z.array(count),
      totalTokens: z.array(count),
      costNanoUsd: z.array(count),
    }),
  ),
});
export type UsageSeries = z.infer<typeof usageSeries>;

const rankedBy = z.enum(['model', 'user', 'role', 'session', 'callType', 'status']);
export type RankedBy = z.infer<typeof rankedBy>;

export const usageRankingInput = usageFilter.extend({
  by: rankedBy,
  sort: z.enum(['cost', 'tokens', 'calls', 'errors', 'name']).default('cost'),
  limit: z.number().int().min(1).max(200).default(50),
});

/** Who or what the calls were made by, most first. */
export const usageRanking = stretch.extend({
  items: z.array(
    usageFigures.extend({
      /** Null for calls without one, e.g. outside a session. */
      name: z.string().nullable(),
      /** Nano-dollars in each of 24 equal parts of the stretch, for a small line; of users only. */
      spark: z.array(count).nullable(),
    }),
  ),
  /** How many there are, the listed ones among them. */
  names: count,
  /** The sum over all of them. */
  figures: usageFigures,
});
export type UsageRanking = z.infer<typeof usageRanking>;

export const usageRunsInput = usageFilter.extend({
  sort: z.enum(['cost', 'tokens', 'calls', 'newest']).default('cost'),
  limit: z.number().int().min(1).max(200).default(20),
  cursor: z.string().max(500).nullish(),
});

/** Questions begun in the stretch with a call that passes the filter, by what they took as a whole, most first. */
export const usageRuns = stretch.extend({
  items: z.array(
    usageFigures.extend({
      runId: z.string(),
      sessionId: z.string().nullable(),
      userId: z.string(),
      /** Null when the conversation is deleted; the ledger stays. */
      question: z.string().nullable(),
      status: runStatus.nullable(),
      /** When the first of the calls was made. */
      startedAt: z.string(),
      models: z.array(z.string()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type UsageRuns = z.infer<typeof usageRuns>;

export const usageMeasure = z.enum(['duration', 'ttft', 'tokens', 'cost']);
export type UsageMeasure = z.infer<typeof usageMeasure>;

export const usageDistributionInput = usageFilter.extend({ measure: usageMeasure.default('duration') });

/** How a measure is spread over the calls that have it, in milliseconds, tokens or nano-dollars. */
export const usageDistribution = stretch.extend({
  measure: usageMeasure,
  calls: count,
  percentiles,
  /** From `from` up to but not including `to`, without gaps, at most 40; where `to` is 0, exactly 0. */
  bins: z.array(z.object({ from: z.number(), to: z.number(), calls: count })),
});
export type UsageDistribution = z.infer<typeof usageDistribution>;

/** The last comparison of the kept sums with the ledger's rows; null before the first. */
export const usageCheck = z
  .object({
    checkedAt: z.string(),
    ok: z.boolean(),
    /** Kept sums that differed, and were made anew. */
    differences: count,
    tookMs: milliseconds,
  })
  .nullable();
export type UsageCheck = z.infer<typeof usageCheck>;
