import type { Server } from 'node:net';

/** The port a listening server has got. */
export function serverPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address.port;
}
