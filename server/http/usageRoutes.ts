import { z } from 'zod';
import type { Em } from '#server/db/openDatabase.ts';
import type { Services } from '#server/services.ts';
import { lastCheck } from '#server/usage/checkSums.ts';
import { usageDistribution } from '#server/usage/usageDistribution.ts';
import { usageRanking } from '#server/usage/usageRanking.ts';
import { usageRuns } from '#server/usage/usageRuns.ts';
import { usageSeries } from '#server/usage/usageSeries.ts';
import { usageSummary } from '#server/usage/usageSummary.ts';
import { type UsageFilter, usageFilter } from '#shared/usageFilter.ts';
import {
  usageDistributionInput,
  usageRankingInput,
  usageRunsInput,
  usageSeriesInput,
} from '#shared/usageReport.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';
import { camelCase, snakeCase } from './snakeCase.ts';

/** The figures of the usage page for curl: the same ones, under the names of the ledger's columns. */
export function addUsageRoutes(route: AddRoute, { database }: Services): void {
  function figures<Input extends UsageFilter>(
    name: string,
    shape: z.ZodType<Input>,
    answer: (em: Em, input: Input) => Promise<unknown>,
  ): void {
    route({
      method: 'GET',
      url: `/api/v1/usage/${name}`,
      policy: { who: 'member', guards: 'company' },
      parse: ({ query }) => parseInput(shape, spoken(query)),
      ids: ({ companyId }) => ({ companyId }),
      handle: async (input) => snakeCase(await answer(database.fork(), input)),
    });
  }
  figures('summary', usageFilter, usageSummary);
  figures('series', usageSeriesInput, usageSeries);
  figures('ranking', usageRankingInput, usageRanking);
  figures('runs', usageRunsInput, usageRuns);
  figures('distribution', usageDistributionInput, usageDistribution);
  route({
    method: 'GET',
    url: '/api/v1/usage/last-check',
    policy: { who: 'member', guards: 'nothing' },
    parse: ({ query }) => parseInput(z.strictObject({}), query),
    ids: () => ({}),
    handle: async () => snakeCase(await lastCheck(database.fork())),
  });
}

/** A query knows text only, and speaks of `call_type` where it ranks by it. */
function spoken(query: unknown): Record<string, unknown> {
  const { limit, by, ...rest } = camelCase(query as object);
  return {
    ...rest,
    ...(by === undefined ? {} : { by: by === 'call_type' ? 'callType' : by }),
    ...(limit === undefined ? {} : { limit: /^-?\d+$/.test(String(limit)) ? Number(limit) : limit }),
  };
}
