import { z } from 'zod';
import { appRouter } from '#server/router.ts';
import { badBodies, badHeaders } from './badBodies.ts';
import { badValuesOf } from './badValues.ts';
import { type InputCase, json, type KnownIds } from './inputCase.ts';
import type { PlainRequest } from './plainRequest.ts';

/** A procedure as the router declares it. */
interface Declared {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  input: z.ZodObject | null;
}

/** Every procedure there is, so that a new one is tried without anybody remembering to. */
export function declaredProcedures(): Declared[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]): Declared => {
    const definition: unknown = Reflect.get(procedure, '_def');
    const { type, inputs } = z
      .object({ type: z.enum(['query', 'mutation', 'subscription']), inputs: z.array(z.unknown()).max(1) })
      .parse(definition);
    const [input = null] = inputs;
    if (input !== null && !(input instanceof z.ZodObject)) throw new Error(`${path} takes no object`);
    return { path, type, input };
  });
}

/** Every bad value in every field of every procedure, every bad body and header, and the wrong HTTP method. */
export function procedureCases(known: KnownIds): InputCase[] {
  return declaredProcedures().flatMap((procedure) => {
    const right = rightInput(procedure, known);
    return [
      ...fieldCases(procedure, right),
      ...wholeCases(procedure),
      ...badHeaders.map(({ name, headers }) =>
        caseOf(procedure, name, withHeaders(requestOf(procedure, right), headers), 'refused'),
      ),
      caseOf(procedure, 'the other HTTP method', otherMethod(procedure, right), 'refused'),
    ];
  });
}

const samples = (known: KnownIds) =>
  new Map<string, unknown>([
    ...Object.entries(known),
    ['message', 'Hello'],
    ['reviewId', 'r1'],
    ['importId', 1],
    ['title', 'A title'],
    ['role', 'Answer'],
    ['model', 'offline/writer'],
    ['by', 'model'],
    ['budgetId', 1],
    ['priceId', 1],
    ['scope', 'company'],
    ['subject', ''],
    ['window', 'day'],
    ['measure', 'tokens'],
    ['limit', 1_000_000],
    // so that a budget of nothing refuses nothing
    ['hard', false],
    ['days', 30],
    ['textsKeptDays', null],
    ['inputUsdPerMtok', 1],
    ['outputUsdPerMtok', 2],
    ['runs', [{ runId: known.runId }]],
  ]);

/** An input with every required field and nothing else. */
function rightInput({ path, input }: Declared, known: KnownIds): Record<string, unknown> {
  const right: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(input?.shape ?? {})) {
    if (z.safeParse(schema, undefined).success) continue;
    if (!samples(known).has(field)) throw new Error(`${path} needs ${field}: add a sample of it`);
    right[field] = samples(known).get(field);
  }
  return right;
}

function fieldCases(procedure: Declared, right: Record<string, unknown>): InputCase[] {
  const { input } = procedure;
  if (input === null) return [];
  return Object.keys(input.shape).flatMap((field) =>
    badValuesOf(field).map(({ name, value }) => {
      const wrong = { ...right, [field]: value };
      const allowed = input.safeParse(wrong).success;
      const expected = !allowed ? 'refused' : field === 'message' ? 'accepted' : 'either';
      return caseOf(procedure, `${field}: ${name}`, requestOf(procedure, wrong), expected);
    }),
  );
}

function wholeCases(procedure: Declared): InputCase[] {
  if (procedure.type === 'mutation') {
    return badBodies.map(({ name, body, contentType = json['content-type'] }) =>
      caseOf(
        procedure,
        name,
        {
          method: 'POST',
          path: `/trpc/${procedure.path}`,
          headers: contentType === null ? {} : { 'content-type': contentType },
          body,
        },
        'refused',
      ),
    );
  }
  const isOptional = procedure.input === null || procedure.input.safeParse({}).success;
  return badQueries.map(({ name, query, isEmpty }) =>
    caseOf(
      procedure,
      name,
      { method: 'GET', path: `/trpc/${procedure.path}${query}`, headers: headersOf(procedure) },
      procedure.input === null || (isEmpty && isOptional) ? 'either' : 'refused',
    ),
  );
}

const badQueries = [
  { name: 'input missing', query: '', isEmpty: false },
  { name: 'input empty', query: '?input=', isEmpty: false },
  { name: 'input {}', query: '?input=%7B%7D', isEmpty: true },
  { name: 'input null', query: '?input=null', isEmpty: false },
  { name: 'input is an array', query: '?input=%5B%5D', isEmpty: false },
  { name: 'input truncated', query: '?input=%7B%22runId%22', isEmpty: false },
  { name: 'input NaN', query: '?input=%7B%22runId%22%3ANaN%7D', isEmpty: false },
  { name: 'input not decodable', query: '?input=%zz', isEmpty: false },
  { name: 'input twice', query: '?input=%7B%7D&input=%7B%7D', isEmpty: true },
  { name: 'input 3,000 deep', query: `?input=${'%5B'.repeat(3_000)}${'%5D'.repeat(1_800)}`, isEmpty: false },
];

function requestOf({ path, type }: Declared, input: unknown): PlainRequest {
  if (type === 'mutation')
    return { method: 'POST', path: `/trpc/${path}`, headers: json, body: JSON.stringify(input) };
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return { method: 'GET', path: `/trpc/${path}${query}`, headers: headersOf({ type }) };
}

const headersOf = ({ type }: Pick<Declared, 'type'>): Record<string, string> =>
  type === 'subscription' ? { accept: 'text/event-stream' } : {};

function otherMethod({ path, type }: Declared, input: unknown): PlainRequest {
  const text = JSON.stringify(input);
  return type === 'mutation'
    ? { method: 'GET', path: `/trpc/${path}?input=${encodeURIComponent(text)}` }
    : { method: 'POST', path: `/trpc/${path}`, headers: json, body: text };
}

function caseOf(
  { path }: Declared,
  input: string,
  request: PlainRequest,
  expected: InputCase['expected'],
): InputCase {
  return { target: path, input, request, words: 'trpc', expected };
}

const withHeaders = (request: PlainRequest, headers: Record<string, string>): PlainRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
