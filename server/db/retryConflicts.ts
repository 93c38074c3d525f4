import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 5;

/** Runs a transaction again that lost to another one: a deadlock (40P01) or a serialization failure (40001). */
export async function retryConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (attempt === ATTEMPTS || (code !== '40P01' && code !== '40001')) throw error;
      await sleep(20 * 2 ** attempt * Math.random());
    }
  }
}
