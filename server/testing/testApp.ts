import { pino } from 'pino';
import type { App } from '#server/app.ts';
import { startApp } from '#server/app.ts';
import type { RunLimits } from '#server/chat/workOnRun.ts';
import { type Env, readEnv } from '#server/env.ts';
import type { CallTimeouts } from '#server/llm/callTimers.ts';
import { insertReviews } from './insertReviews.ts';
import { type TestDatabase, testDatabase } from './testDatabase.ts';

export interface TestApp extends AsyncDisposable {
  app: App;
  url: string;
  database: TestDatabase;
  /** What the app logged, a line each. */
  logged: string[];
}

interface TestAppOptions {
  /** Address of a scripted model or chaos upstream; none means the offline engine at full speed. */
  modelUrl?: string;
  env?: Partial<Record<keyof Env, string>>;
  timeouts?: Partial<CallTimeouts>;
  runLimits?: Partial<RunLimits>;
  /** How many reviews company `comp-123` has; 20 unless said. */
  reviews?: number;
  /** The built page's folder; none unless said. */
  pageFolder?: string;
  /** A database that outlives this app, for tests of restarts. */
  database?: TestDatabase;
}

/** A whole app on port 0 with a database of its own and a few reviews, closed with everything it opened. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await testDatabase());
  if (!options.database) await insertReviews(database.em, 'comp-123', options.reviews ?? 20);
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const env = readEnv({
    PORT: '0',
    OFFLINE_PACE: '0',
    CANDOR_SAMPLE: 'off',
    ...('databaseUrl' in database.start ? { DATABASE_URL: database.start.databaseUrl } : {}),
    ...(options.modelUrl ? { OPENAI_BASE_URL: options.modelUrl, OPENAI_API_KEY: 'test-key' } : {}),
    ...options.env,
  });
  const app = await startApp({
    env,
    log,
    pageFolder: options.pageFolder ?? null,
    ...('pglite' in database.start ? { pglite: database.start.pglite } : {}),
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
    ...(options.runLimits ? { runLimits: options.runLimits } : {}),
  });
  return {
    app,
    url: app.url,
    database,
    logged,
    async [Symbol.asyncDispose]() {
      await app.close();
      if (!options.database) await database[Symbol.asyncDispose]();
    },
  };
}
