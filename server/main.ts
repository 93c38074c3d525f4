import { styleText } from 'node:util';
import { type App, startApp } from './app.ts';
import { appErrorOf } from './appError.ts';
import { buildPage } from './buildPage.ts';
import { loadDotEnv, readEnv } from './env.ts';
import { createLogger } from './logger.ts';
import { nlp } from './text/nlp.ts';

const DRAIN_MS = 10_000;
const WARM_UP_MS = 500;
const startedMs = performance.now();
const isTerminal = process.stdout.isTTY === true;
const print = (line: string) => process.stdout.write(`${line}\n`);
const bold = (text: string) => (isTerminal ? styleText('bold', text) : text);

try {
  loadDotEnv();
  const env = readEnv(process.env);
  const log = createLogger(env.LOG_LEVEL, isTerminal);
  const progress = (message: string) => print(`${message}…`);
  const servesPage = !process.argv.includes('--no-page');
  const page = servesPage ? buildPage(progress) : null;
  // a page that cannot be built is reported where it is awaited, not as an unhandled rejection
  page?.catch(() => undefined);
  const app = await startApp({ env, log, pageFolder: page, onProgress: progress });
  welcome(app, env.DATA_DIR);
  endOnSignal(app);
  // the first question should not wait for the language model of the phrases, nor the start
  setTimeout(nlp, WARM_UP_MS).unref();
} catch (error) {
  const known = appErrorOf(error);
  process.stderr.write(`${known.message}\n`);
  if (known.code === 'internal')
    process.stderr.write(`${String(known.cause instanceof Error ? known.cause.stack : known.cause)}\n`);
  process.exit(1);
}

function welcome({ url, services }: App, dataDir: string): void {
  const { database, status } = services;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const where =
    database.kind === 'pglite'
      ? `PostgreSQL inside this process, in ${dataDir} (to reset: stop, then delete that folder)`
      : 'the PostgreSQL server at DATABASE_URL';
  const models = status.offline
    ? `offline engine: no language model is connected. ${status.hint}`
    : [...new Set(Object.values(status.models))].join(', ');
  print('');
  print(`${bold('Candor')} ${status.version} is ready at ${bold(url)} after ${seconds} s`);
  print(`  database  ${where}`);
  print(`  models    ${models}`);
  for (const warning of status.warnings) print(`  note      ${warning}`);
  print('');
  print('Ask from another terminal, and look at what it cost:');
  print(
    `  curl -N -X POST ${url}/api/v1/chat/stream -H 'Content-Type: application/json' -d '{"message":"What are the top 5 product gaps from negative reviews?","session_id":"hello"}'`,
  );
  print(
    `  npm run sql -- "SELECT model, prompt_tokens, completion_tokens, cost_usd FROM llm_calls WHERE session_id = 'hello' ORDER BY created_at"`,
  );
  print('Your own reviews: drop a file on the page, or');
  print('  npm run import -- reviews.csv --company acme --preview');
  print('');
}

function endOnSignal(app: App): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    print(`${signal}: finishing what is under way (again to quit at once)…`);
    app.close(DRAIN_MS).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
