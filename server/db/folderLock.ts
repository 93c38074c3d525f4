import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#server/appError.ts';

/** A held folder: the operating system lets go of it when the process dies, however it dies. */
export interface FolderLock {
  /** Writes down where the server in this folder listens, for commands that find the folder taken. */
  announce(address: string): void;
  release(): void;
}

const addressFile = (folder: string) => join(folder, 'address');

/** The address that the holder of the folder announced last, or null. */
export function holderAddress(folder: string): string | null {
  try {
    return readFileSync(addressFile(folder), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/**
 * Takes the folder for this process: an exclusive SQLite transaction, whose file lock ends with the process.
 * Two processes on one PGlite folder would lose data silently.
 * @throws AppError `folder-taken`, with the holder's address in `data.address`
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch {
    database.close();
    const address = holderAddress(folder);
    throw new AppError(
      'folder-taken',
      `Another Candor is using the folder ${folder}${address ? ` and listens at ${address}` : ''}. Stop it first, or set DATA_DIR to another folder.`,
      { status: 409, ...(address ? { data: { address } } : {}) },
    );
  }
  writeFileSync(addressFile(folder), '');
  return {
    announce: (address) => writeFileSync(addressFile(folder), address),
    release: () => {
      writeFileSync(addressFile(folder), '');
      database.close();
    },
  };
}
