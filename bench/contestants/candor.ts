import { startApp } from '#server/app.ts';
import { readEnv } from '#server/env.ts';
import { createLogger } from '#server/logger.ts';
import { announce } from '../announce.ts';

/** The whole of Candor with its ledger, event log and tree, on the database that the environment names. */
const env = readEnv(process.env);
const { url } = await startApp({
  env,
  log: createLogger(env.LOG_LEVEL, false),
  pageFolder: null,
  // the peers have no such limit
  runLimits: { atOnce: 10_000 },
});
announce(url);
