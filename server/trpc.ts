import { initTRPC, TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { ZodError, z } from 'zod';
import { limits } from '#shared/limits.ts';
import { authorize } from './access/authorize.ts';
import type { Policy } from './access/policy.ts';
import { AppError, appErrorOf } from './appError.ts';
import type { Context } from './context.ts';
import { requestErrorOf } from './requestError.ts';

const codeOfStatus = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
} as const;

type TrpcCode = TRPCError['code'];

const known = new WeakMap<TRPCError, AppError>();

/** The error as a caller may see it; the same incident id for the response and the log. */
export function appErrorOfTrpc(error: TRPCError): AppError {
  const before = known.get(error);
  if (before) return before;
  const app = translate(error);
  known.set(error, app);
  return app;
}

function translate(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  // an answer of ours that does not fit its own schema is a ZodError too, and our mistake
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError)
    return new AppError('bad-input', sentenceOf(error.cause));
  switch (error.code) {
    case 'NOT_FOUND':
      return new AppError('no-such-procedure', 'There is no such procedure.', { status: 404 });
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      if (/^batch/i.test(error.message)) {
        return new AppError('batch-too-large', `At most ${maxBatchSize} calls go in one batch.`);
      }
      return new AppError(
        'bad-request',
        'The request could not be read: it is not valid JSON of the expected shape.',
      );
    case 'METHOD_NOT_SUPPORTED':
      return new AppError('bad-method', 'This procedure wants the other HTTP method.', { status: 405 });
    case 'PAYLOAD_TOO_LARGE':
      return new AppError('too-large', 'The request is too large.', { status: 413 });
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new AppError('json-only', 'Send JSON, with content-type: application/json.', { status: 415 });
    default:
      return appErrorOf(error.cause ?? error);
  }
}

/** `message: must not be empty; sessionId: …`. */
export function sentenceOf(error: ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'input'}: ${plainIssue(issue.message)}`)
    .join('; ');
}

const plainIssue = (message: string) => (message.endsWith('received undefined') ? 'is missing' : message);

/** What a caller of tRPC finds in `error.data`. */
function errorData(
  { code: appCode, incidentId, retryable, data }: AppError,
  code: TrpcCode,
  httpStatus: number,
) {
  return { code, httpStatus, appCode, incidentId, retryable, runId: data.runId ?? null };
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter({ shape, error }) {
    const app = appErrorOfTrpc(error);
    return {
      ...shape,
      message: app.message,
      data: errorData(app, shape.data.code, shape.data.httpStatus),
    };
  },
  sse: {
    ping: { enabled: true, intervalMs: 3_000 },
    client: { reconnectAfterInactivityMs: 8_000 },
  },
});

export const router = t.router;
export const maxBatchSize = limits.batchSize;

const named = z.object({
  companyId: z.string().optional(),
  runId: z.string().optional(),
  runs: z
    .array(z.object({ runId: z.string() }))
    .max(limits.runsPerStream)
    .optional(),
  callId: z.string().optional(),
});

/**
 * The only way to a procedure: it says who may call it and which id of its input is guarded. There is no bare
 * `procedure`, so one without a policy does not compile.
 */
export function guarded(policy: Policy) {
  return t.procedure.use(async ({ ctx, getRawInput, next }) => {
    const input = named.safeParse((await getRawInput()) ?? {});
    const ids = input.success ? input.data : {};
    // input of the wrong shape is refused by the procedure's own parser, in its own words; who calls is asked all the same
    const isNamed = input.success && !lacksGuardedId(policy, ids);
    try {
      await authorize(
        ctx.services.database.fork(),
        ctx.identity,
        isNamed ? policy : { ...policy, guards: 'nothing' },
        ids,
      );
    } catch (error) {
      throw trpcErrorOf(error);
    }
    const result = await next();
    if (result.ok) return result;
    const app = requestErrorOf(result.error.cause);
    if (app.code !== 'internal') throw trpcErrorOf(app);
    return result;
  });
}

function lacksGuardedId(policy: Policy, ids: z.infer<typeof named>): boolean {
  return (
    (policy.guards === 'run' && ids.runId === undefined) ||
    (policy.guards === 'runs' && ids.runs === undefined) ||
    (policy.guards === 'call' && ids.callId === undefined)
  );
}

/** Any error as tRPC's own, with the code that fits its status. */
export function trpcErrorOf(error: unknown): TRPCError {
  const app = requestErrorOf(error);
  return new TRPCError({ code: codeOf(app), message: app.message, cause: app });
}

/** A refusal from before tRPC saw the request, as tRPC would have told it. */
export function trpcRefusal(app: AppError) {
  const code = codeOf(app);
  return {
    error: {
      message: app.message,
      code: TRPC_ERROR_CODES_BY_KEY[code],
      data: errorData(app, code, app.status),
    },
  };
}

const codeOf = ({ status }: AppError): TrpcCode =>
  codeOfStatus[status as keyof typeof codeOfStatus] ??
  (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
