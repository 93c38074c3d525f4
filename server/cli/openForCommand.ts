import { AppError } from '#server/appError.ts';
import { holderAddress, lockFolder } from '#server/db/folderLock.ts';
import { type Database, openDatabase } from '#server/db/openDatabase.ts';
import type { Env } from '#server/env.ts';

/** What a command works on: a running server's address, or the database itself. */
export type Opened =
  | { kind: 'server'; url: string }
  | { kind: 'database'; database: Database; close(): Promise<void> };

/**
 * A PGlite folder belongs to one process: when a server has it, commands go through that server on the loopback.
 * A PostgreSQL server takes any number, so there they go to the database directly.
 * @throws AppError `folder-taken` when the folder's holder cannot be reached, `database-unavailable`
 */
export async function openForCommand(env: Env): Promise<Opened> {
  const running = env.DATABASE_URL ? null : await runningServer(env.DATA_DIR);
  if (running !== null) return { kind: 'server', url: running };
  const lock = env.DATABASE_URL ? null : lockFolder(env.DATA_DIR);
  try {
    const database = await openDatabase({
      dataDir: env.DATA_DIR,
      databaseUrl: env.DATABASE_URL,
      onWarning: (message) => process.stderr.write(`${message}\n`),
    });
    await database.migrate().catch((cause: unknown) => {
      throw new AppError('database-unavailable', `The database cannot be opened: ${String(cause)}`, {
        cause,
      });
    });
    return {
      kind: 'database',
      database,
      async close() {
        await database.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** The address of the Candor that holds the folder, if one answers there. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const address = holderAddress(dataDir);
  if (address === null) return null;
  try {
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2_000) });
    const { name }: { name?: unknown } = await response.json();
    return name === 'candor' ? address : null;
  } catch {
    return null;
  }
}
