import type { FastifyError, FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppError, appErrorOf } from '#server/appError.ts';

/** An error in REST's words. */
export interface RestError {
  code: string;
  message: string;
  incident_id: string;
  retryable: boolean;
  run_id?: string;
}

export function restErrorOf(error: AppError): RestError {
  const { code, message, incidentId, retryable, data } = error;
  return { code, message, incident_id: incidentId, retryable, ...(data.runId ? { run_id: data.runId } : {}) };
}

/** Every failing route answers `{ error: { code, message, incident_id, retryable } }`; the log has the same id. */
export function addRestErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const known = knownError(error);
    const level = known.status >= 500 ? 'error' : 'debug';
    log[level](
      { incidentId: known.incidentId, code: known.code, err: known.cause ?? known },
      'a request was refused',
    );
    return reply.status(known.status).send({ error: restErrorOf(known) });
  });
  app.setNotFoundHandler((_request, reply) => {
    const unknown = new AppError('not-found', 'There is nothing at this address.', { status: 404 });
    return reply.status(404).send({ error: restErrorOf(unknown) });
  });
}

function knownError(error: FastifyError): AppError {
  if (error instanceof AppError) return error;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('too-large', 'The request is too large: at most 1 MB.', { status: 413 });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('json-only', 'Send JSON, with content-type: application/json.', { status: 415 });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new AppError('bad-request', 'The request has no body. Send {"message": "…"}.');
    default:
      if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
        return new AppError('bad-request', 'The request could not be read: it is not valid JSON.', {
          status: error.statusCode,
        });
      }
      return appErrorOf(error);
  }
}
