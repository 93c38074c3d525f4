import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '#server/appError.ts';
import { requestErrorOf } from '#server/requestError.ts';
import { trpcRefusal } from '#server/trpc.ts';

/** An error in REST's words. */
interface RestError {
  code: string;
  message: string;
  incident_id: string;
  retryable: boolean;
  run_id?: string;
}

function restErrorOf(error: AppError): RestError {
  const { code, message, incidentId, retryable, data } = error;
  return { code, message, incident_id: incidentId, retryable, ...(data.runId ? { run_id: data.runId } : {}) };
}

/** Every failing route answers `{ error: { code, message, incident_id, retryable } }`; the log has the same id. */
export function addRestErrors(app: FastifyInstance, log: Logger): void {
  const refuse = createRefuse(log);
  app.setErrorHandler(refuse);
  app.setNotFoundHandler((request, reply) =>
    refuse(new AppError('not-found', 'There is nothing at this address.', { status: 404 }), request, reply),
  );
}

/**
 * Answers any error and logs it under the incident id that the answer carries. What is refused before tRPC sees it
 * (another site's request, a body that is too large) is told in tRPC's words, or its clients could not read it.
 */
export function createRefuse(log: Logger) {
  return (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) => {
    const known = knownError(error);
    logRefusal(log, known);
    return reply
      .status(known.status)
      .type('application/json; charset=utf-8')
      .send(refusalBody(known, request.url));
  };
}

/** A refusal as the caller of that address reads it. */
export function refusalBody(error: AppError, url: string) {
  return url.startsWith('/trpc/') ? trpcRefusal(error) : { error: restErrorOf(error) };
}

/** A refusal in the log: ours to mend from 500 on, else of interest only to whoever has its incident id. */
export function logRefusal(log: Logger, error: AppError): void {
  const { status, incidentId, code } = error;
  log[status >= 500 ? 'error' : 'debug'](
    { incidentId, code, err: error.cause ?? error },
    'a request was refused',
  );
}

function knownError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('too-large', 'The request is too large: at most 1 MB.', { status: 413 });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('json-only', 'Send JSON, with content-type: application/json.', { status: 415 });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new AppError('bad-request', 'The request has no body. Send {"message": "…"}.');
    case 'FST_ERR_BAD_URL':
      return new AppError('bad-address', 'The address could not be read: it has a broken % escape.');
    default:
      if (error.statusCode === 414)
        return new AppError('address-too-long', 'The address of this request is too long.', { status: 414 });
      if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
        return new AppError('bad-request', 'The request could not be read: it is not valid JSON.', {
          status: error.statusCode,
        });
      }
      return requestErrorOf(error);
  }
}
