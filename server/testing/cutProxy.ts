import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverPort } from './chaos/serverPort.ts';

/** What happens to one connection; the counts and the pace are of the bytes from the target to the client. */
export interface ConnectionFault {
  /** Ends the connection after that many bytes: cleanly, or by a reset with `rst`. */
  cutAfterBytes?: number;
  /** Resets instead of ending cleanly; without `cutAfterBytes`, at once. */
  rst?: boolean;
  /** Waits before each piece is passed on. */
  delayMs?: number;
  bytesPerSecond?: number;
  /** Takes all that the client sends, passes nothing on, never answers. */
  swallow?: boolean;
  /** Holds the answer back until that many bytes are there or the target ends, as a buffering proxy does. */
  bufferBytes?: number;
}

/** A TCP proxy that breaks connections on demand. */
export interface CutProxy extends AsyncDisposable {
  readonly port: number;
  /** Connections taken so far. */
  connections(): number;
  /** Faults for the next connections, one each; when they are used up, connections are whole. */
  script(faults: ConnectionFault[]): void;
  /** Resets every connection that is open. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes everything on to a port of it, under the scripted faults. */
export async function startCutProxy(targetPort: number, faults: ConnectionFault[] = []): Promise<CutProxy> {
  const script = [...faults];
  const open = new Set<Socket>();
  let connections = 0;

  const track = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // the other side learns of it by the close; a broken connection is what this proxy is for
    socket.on('error', () => {});
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    connections += 1;
    track(client);
    const fault = script.shift() ?? {};
    if (fault.swallow) return client.resume();
    if (fault.rst && fault.cutAfterBytes === undefined) return client.resetAndDestroy();
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    track(target);
    client.pipe(target);
    client.on('close', () => target.destroy());
    void passOn(target, client, fault);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const proxy: CutProxy = {
    port: serverPort(server),
    connections: () => connections,
    script: (more) => void script.push(...more),
    cutAll() {
      for (const socket of open) socket.resetAndDestroy();
    },
    async close() {
      if (!server.listening) return;
      server.close();
      proxy.cutAll();
      await once(server, 'close');
    },
    [Symbol.asyncDispose]: () => proxy.close(),
  };
  return proxy;
}

/** Passes the target's bytes on to the client until one of them ends or the fault does. */
async function passOn(target: Socket, client: Socket, fault: ConnectionFault): Promise<void> {
  const { cutAfterBytes = Number.POSITIVE_INFINITY, bytesPerSecond = Number.POSITIVE_INFINITY } = fault;
  let held = Buffer.alloc(0);
  let left = cutAfterBytes;
  const leaving = new AbortController();
  client.once('close', () => leaving.abort());
  const send = async (bytes: Buffer): Promise<void> => {
    const part = bytes.subarray(0, left);
    await sleep((fault.delayMs ?? 0) + (part.length * 1_000) / bytesPerSecond, undefined, leaving);
    if (part.length > 0 && !client.write(part)) await once(client, 'drain', leaving);
    left -= part.length;
  };
  try {
    for await (const bytes of target) {
      held = Buffer.concat([held, bytes]);
      if (held.length < (fault.bufferBytes ?? 0)) continue;
      await send(held);
      held = Buffer.alloc(0);
      if (left <= 0) return await cut(client, target, fault);
    }
    await send(held);
    client.end();
  } catch {
    client.resetAndDestroy();
  }
}

async function cut(client: Socket, target: Socket, { rst }: ConnectionFault): Promise<void> {
  // a reset throws away what the client has not read yet
  if (rst) await sleep(25);
  if (rst) client.resetAndDestroy();
  else client.destroySoon();
  target.destroy();
}
