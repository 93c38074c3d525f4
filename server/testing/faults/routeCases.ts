import { z } from 'zod';
import { previewQuery } from '#server/http/budgetRoutes.ts';
import { columnName } from '#server/http/columnName.ts';
import { exportQuery } from '#server/http/exportRoute.ts';
import { reviewsQuery } from '#server/http/reviewsRoute.ts';
import { changedBudget, namedBudget, newBudget } from '#shared/budget.ts';
import { questionText, textId } from '#shared/limits.ts';
import { namedOwnPrice, newOwnPrice } from '#shared/priceList.ts';
import { setRetention } from '#shared/retention.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import {
  usageDistributionInput,
  usageRankingInput,
  usageRunsInput,
  usageSeriesInput,
} from '#shared/usageReport.ts';
import { badBodies, badHeaders } from './badBodies.ts';
import { badValuesOf } from './badValues.ts';
import { type InputCase, json, type KnownIds } from './inputCase.ts';
import type { PlainRequest } from './plainRequest.ts';

/** A route of REST: where its fields go, and what each may be. */
interface Route {
  method: 'GET' | 'POST';
  /** As the server has it, with `:name` for a part of the path. */
  url: string;
  fields: Record<string, z.ZodType>;
  in: 'body' | 'query' | 'path' | 'nowhere';
  right: Record<string, unknown>;
  /** A body that any of its requests carries. */
  body?: string;
}

const questionFields = {
  message: questionText,
  session_id: textId.nullish(),
  company_id: textId.nullish(),
  user_id: textId.nullish(),
};

const limit = z.string().regex(/^\d+$/).transform(Number).pipe(usageRunsInput.shape.limit.unwrap());

/** The figures of the usage page, asked for as text. */
const usageRoute = (name: string, type: z.ZodObject, right: Record<string, unknown> = {}): Route => ({
  method: 'GET',
  url: `/api/v1/usage/${name}`,
  fields: {
    ...fieldsOf(type),
    ...('limit' in type.shape ? { limit } : {}),
  },
  in: 'query',
  right,
});

const fieldsOf = ({ shape }: z.ZodObject) =>
  Object.fromEntries(Object.entries(shape).map(([field, type]) => [columnName(field), type as z.ZodType]));

const bodyRoute = (name: string, shape: z.ZodObject, right: Record<string, unknown>): Route => ({
  method: 'POST',
  url: `/api/v1/${name}`,
  fields: fieldsOf(shape),
  in: 'body',
  right,
});

/** Every route but tRPC's own; each is served with and without a slash at its end. */
export const restRoutes = ({ runId }: KnownIds): Route[] => [
  { method: 'POST', url: '/api/v1/chat', fields: questionFields, in: 'body', right: { message: 'Hello' } },
  {
    method: 'POST',
    url: '/api/v1/chat/stream',
    fields: questionFields,
    in: 'body',
    right: { message: 'Hello' },
  },
  {
    method: 'GET',
    url: '/api/v1/runs/:run_id',
    fields: { run_id: z.guid() },
    in: 'path',
    right: { run_id: runId },
  },
  {
    method: 'GET',
    url: '/api/v1/calls/export',
    fields: { ...exportQuery.shape, nonsense: z.never() },
    in: 'query',
    right: {},
  },
  {
    method: 'GET',
    url: '/api/v1/reviews',
    fields: { ...reviewsQuery.shape, nonsense: z.never() },
    in: 'query',
    right: {},
  },
  {
    method: 'POST',
    url: '/api/v1/reviews/import',
    fields: { company_id: textId, request_id: textId, filename: z.any(), map: z.any() },
    in: 'query',
    right: { company_id: 'imported' },
    body: 'id,text,rating\n1,Slow,2\n',
  },
  {
    method: 'POST',
    url: '/api/v1/reviews/import/preview',
    fields: { filename: z.any(), map: z.any() },
    in: 'query',
    right: {},
    body: 'id,text,rating\n1,Slow,2\n',
  },
  {
    method: 'POST',
    url: '/api/v1/sql',
    fields: { statement: z.any() },
    in: 'body',
    right: { statement: 'select 1' },
  },
  usageRoute('summary', usageFilter),
  usageRoute('series', usageSeriesInput),
  usageRoute('ranking', usageRankingInput, { by: 'model' }),
  usageRoute('runs', usageRunsInput),
  usageRoute('distribution', usageDistributionInput),
  { method: 'GET', url: '/api/v1/usage/last-check', fields: {}, in: 'nowhere', right: {} },
  bodyRoute('budgets', newBudget, {
    scope: 'company',
    window: 'day',
    measure: 'tokens',
    limit: 1_000_000,
    // so that a budget of nothing refuses nothing
    hard: false,
  }),
  bodyRoute('budgets/change', changedBudget, { budget_id: 1, limit: 1_000_000, hard: false }),
  bodyRoute('budgets/end', namedBudget, { budget_id: 1 }),
  bodyRoute('budgets/restore', namedBudget, { budget_id: 1 }),
  bodyRoute('prices', newOwnPrice, {
    model: 'vendor/model',
    input_usd_per_mtok: 1,
    output_usd_per_mtok: 2,
  }),
  bodyRoute('prices/remove', namedOwnPrice, { price_id: 1 }),
  bodyRoute('prices/restore', namedOwnPrice, { price_id: 1 }),
  bodyRoute('retention', setRetention, { texts_kept_days: null }),
  {
    method: 'GET',
    url: '/api/v1/retention/preview',
    fields: { company_id: textId, days: previewQuery.shape.days },
    in: 'query',
    right: { days: '30' },
  },
  ...['budgets', 'prices', 'retention'].map(
    (name): Route => ({
      method: 'GET',
      url: `/api/v1/${name}`,
      fields: { company_id: textId },
      in: 'query',
      right: {},
    }),
  ),
  { method: 'POST', url: '/api/v1/verify', fields: {}, in: 'nowhere', right: {} },
  { method: 'GET', url: '/healthz', fields: {}, in: 'nowhere', right: {} },
  { method: 'GET', url: '/readyz', fields: {}, in: 'nowhere', right: {} },
  { method: 'GET', url: '/metrics', fields: {}, in: 'nowhere', right: {} },
];

/** Every bad value in every field of every route, every bad body and header. */
export function routeCases(known: KnownIds): InputCase[] {
  return restRoutes(known).flatMap((route) => {
    const of = (input: string, request: PlainRequest, expected: InputCase['expected']): InputCase => ({
      target: `${route.method} ${route.url}`,
      input,
      request,
      words: 'rest',
      expected,
    });
    const fields = Object.entries(route.fields).flatMap(([field, allowed]) =>
      badValuesOf(field).map(({ name, value }) => {
        const asSent = route.in === 'body' ? value : sentAsText(value);
        return of(
          `${field}: ${name}`,
          requestOf(route, { ...route.right, [field]: value }),
          !allowed.safeParse(asSent).success ? 'refused' : field === 'message' ? 'accepted' : 'either',
        );
      }),
    );
    const bodies = (route.in === 'body' ? badBodies : []).map(
      ({ name, body, contentType = json['content-type'] }) =>
        of(
          name,
          {
            method: 'POST',
            path: route.url,
            headers: contentType === null ? {} : { 'content-type': contentType },
            body,
          },
          'refused',
        ),
    );
    const headers = badHeaders.map(({ name, headers }) => {
      const request = requestOf(route, route.right);
      return of(name, { ...request, headers: { ...request.headers, ...headers } }, 'refused');
    });
    return [...fields, ...bodies, ...headers];
  });
}

/** A query or a path knows text only; what is repeated is a list. */
const sentAsText = (value: unknown): unknown =>
  Array.isArray(value) && value.length > 1 ? value.map(String) : String(value);

function requestOf(route: Route, values: Record<string, unknown>): PlainRequest {
  const { method, url } = route;
  const ownBody = route.body === undefined ? {} : { body: route.body, headers: json };
  switch (route.in) {
    case 'body':
      return { method, path: url, headers: json, body: JSON.stringify(values) };
    case 'query': {
      const query = Object.entries(values).map(([field, value]) => `${field}=${encoded(value)}`);
      return { method, path: `${url}?${query.join('&')}`, ...ownBody };
    }
    case 'path':
      return { method, path: url.replace(/:(\w+)/g, (_, field: string) => encoded(values[field])) };
    case 'nowhere':
      return { method, path: url };
    default:
      return route.in satisfies never;
  }
}

const encoded = (value: unknown) => encodeURIComponent(String(value).toWellFormed());
