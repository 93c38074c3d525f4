import { fromKysely, fromPglite, PgBoss } from 'pg-boss';
import type { Database, Em } from '#server/db/openDatabase.ts';

const QUEUE = 'run-wake-up';

/** Wakes workers when a question was saved. A job is only a hint that there is something to claim. */
export interface WakeUps {
  /** Inside the caller's transaction: the wake-up is committed with the question, or not at all. */
  send(tx: Em, runId: string): Promise<void>;
  /** Calls `wake` on this or another process for each committed wake-up. */
  listen(wake: () => void): Promise<void>;
  stop(): Promise<void>;
}

/** Wake-ups by pg-boss on the same database: LISTEN/NOTIFY, with polling as the floor. */
export async function startWakeUps(
  database: Database,
  onWarning: (message: string) => void,
): Promise<WakeUps> {
  const options = { useListenNotify: true, schedule: false };
  const boss = database.pglite
    ? new PgBoss({ ...options, db: fromPglite(database.pglite), backend: 'pglite' })
    : new PgBoss({ ...options, connectionString: database.url ?? '', max: 4 });
  boss.on('error', (error) => onWarning(`wake-ups: ${error.message}`));
  await boss.start();
  await boss.createQueue(QUEUE, {
    retryLimit: 0,
    notify: true,
    deleteAfterSeconds: 60,
    retentionSeconds: 3_600,
  });
  return {
    async send(tx, runId) {
      const transaction = tx.getTransactionContext<Parameters<typeof fromKysely>[0]>();
      if (!transaction) throw new Error('a wake-up is sent inside the transaction of its question');
      await boss.send(QUEUE, { runId }, { db: fromKysely(transaction) });
    },
    async listen(wake) {
      await boss.work(
        QUEUE,
        { batchSize: 50, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 5 },
        async () => wake(),
      );
    },
    async stop() {
      await boss.stop({ graceful: false, close: true });
    },
  };
}
