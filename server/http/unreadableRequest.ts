import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '#server/appError.ts';
import { logRefusal, refusalBody } from './restErrors.ts';

/** How long a client may go on sending what nobody reads, so that it gets to see the answer. */
const lingerMs = 500;

/** Answers what is no HTTP request at all, or one whose address and headers are too long, in the words of REST. */
export function refuseUnreadable(log: Logger) {
  return (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(error.code);
    logRefusal(log, refusal);
    // a buffer, whatever its type says
    const packet: unknown = error.rawPacket;
    const [, url = ''] = packet instanceof Buffer ? packet.toString('latin1', 0, 200).split(' ') : [];
    const body = JSON.stringify(refusalBody(refusal, url));
    socket.end(
      [
        `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    // a socket that is closed with bytes unread sends a reset, which takes the answer along
    socket.resume();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  };
}

function refusalOf(code: string | undefined): AppError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new AppError('address-too-long', 'The address and headers of this request are too long.', {
        status: 431,
      });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new AppError('too-slow', 'The request took too long to arrive.', {
        status: 408,
        retryable: true,
      });
    default:
      return new AppError('bad-request', 'The request could not be read: it is not HTTP.');
  }
}
