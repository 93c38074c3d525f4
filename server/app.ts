import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemStatus } from '#shared/systemStatus.ts';
import { AppError } from './appError.ts';
import { createChat } from './chat/chat.ts';
import type { RunLimits } from './chat/workOnRun.ts';
import { createCompanyModels } from './companies/companyModels.ts';
import { lockFolder } from './db/folderLock.ts';
import { openDatabase } from './db/openDatabase.ts';
import type { Env } from './env.ts';
import { createServer } from './http/createServer.ts';
import { pageBuild, pageTemplate } from './http/pageBuild.ts';
import type { CallTimeouts } from './llm/callTimers.ts';
import { chooseEndpoints } from './llm/endpoints.ts';
import { findOllama } from './llm/findOllama.ts';
import { createModelCatalogue } from './llm/modelCatalogue.ts';
import { createOfflineFetch } from './llm/offline/offlineFetch.ts';
import { createModelClient } from './llm/openai.ts';
import { resolveModels } from './llm/resolveModels.ts';
import { createRetentionUpkeep } from './retention/retentionUpkeep.ts';
import { loadSample } from './reviews/loadSample.ts';
import type { Services } from './services.ts';
import { createUsageUpkeep } from './usage/usageUpkeep.ts';
import { version } from './version.ts';

export interface AppParts {
  env: Env;
  log: Logger;
  /** Where the built page lies, maybe still being built; null serves none. */
  pageFolder: string | null | Promise<string>;
  /** Says what is going on while the app starts. */
  onProgress?: (message: string) => void;
  /** A ready PGlite instead of the folder's (tests). */
  pglite?: PGlite;
  timeouts?: Partial<CallTimeouts>;
  runLimits?: Partial<RunLimits>;
}

const keyNames = ['OPENROUTER_API_KEY', 'OPENAI_API_KEY', 'ANTHROPIC_API_KEY'] as const;

/** A running Candor. */
export interface App {
  services: Services;
  /** Where it listens, e.g. `http://127.0.0.1:8000`. */
  url: string;
  /** Stops intake, lets answers finish for `drainMs`, settles the rest, lets go of the database. */
  close(drainMs?: number): Promise<void>;
}

/**
 * Opens the database (migrating it), finds the models, closes what a dead process left open, and listens.
 * @throws AppError `folder-taken`, `bad-configuration`, `database-unavailable`, `port-taken`
 */
export async function startApp(parts: AppParts): Promise<App> {
  const { env, log } = parts;
  const say = parts.onProgress ?? (() => undefined);
  const undo = new AsyncDisposableStack();
  try {
    const ownsFolder = !env.DATABASE_URL && !parts.pglite;
    const lock = ownsFolder ? undo.adopt(lockFolder(env.DATA_DIR), (held) => held.release()) : null;
    say(env.DATABASE_URL ? 'Connecting to PostgreSQL' : 'Opening the database');
    const database = undo.adopt(
      await openDatabase({
        dataDir: env.DATA_DIR,
        databaseUrl: env.DATABASE_URL,
        onWarning: (message) => log.warn(message),
        ...(parts.pglite ? { pglite: parts.pglite } : {}),
      }),
      (opened) => opened.close(),
    );
    await database.migrate().catch((cause: unknown) => {
      throw new AppError('database-unavailable', `The database cannot be opened: ${plain(cause)}`, {
        status: 503,
        cause,
      });
    });
    if (env.CANDOR_SAMPLE === 'on' && (await loadSample(database.fork())))
      say('Loaded the sample company comp-123');

    const { endpoints, models, warnings, notReady, client } = await connectModels(env);
    const offline = endpoints.kind === 'offline';
    const companyModels = createCompanyModels({
      fork: () => database.fork(),
      defaults: models,
      catalogue: offline ? null : createModelCatalogue(endpoints, client.listModels),
    });
    const chat = undo.adopt(
      await createChat({
        database,
        log,
        client,
        routeOf: endpoints.routeOf,
        modelsOf: companyModels.of,
        ...(parts.timeouts ? { timeouts: parts.timeouts } : {}),
        ...(parts.runLimits ? { limits: parts.runLimits } : {}),
      }),
      (running) => running.close(0),
    );
    const upkeep = undo.adopt(createUsageUpkeep({ database, log }), (keeping) => keeping.close());
    const retention = undo.adopt(createRetentionUpkeep({ database, log }), (keeping) => keeping.close());
    const pageFolder = await parts.pageFolder;
    const status: SystemStatus = {
      version,
      build: pageFolder === null ? null : pageBuild(pageTemplate(pageFolder)),
      models,
      offline,
      hint: offline ? await connectHint() : null,
      warnings,
    };
    const services: Services = {
      database,
      chat,
      models: companyModels,
      keys: keyNames.filter((name) => env[name] !== undefined),
      log,
      status,
      notReady: async () => {
        const reachable = await sql`select 1`.execute(database.fork().getKysely()).then(
          () => true,
          () => false,
        );
        return reachable ? notReady : 'the database does not answer';
      },
    };
    const server = undo.adopt(await createServer(services, pageFolder), (listening) => listening.close());
    await chat.start();
    const url = await server
      .listen({ host: env.HOST, port: env.PORT })
      .catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EADDRINUSE') throw cause;
        throw new AppError(
          'port-taken',
          `Port ${env.PORT} is in use. Stop the other program, or set PORT to another port.`,
        );
      });
    upkeep.start();
    retention.start();
    lock?.announce(url);
    const opened = undo.move();
    return {
      services,
      url,
      async close(drainMs = 0) {
        // followers and waiting callers hear the end of their runs before their connections close
        await chat.close(drainMs);
        await opened.disposeAsync();
      },
    };
  } catch (error) {
    await undo.disposeAsync();
    throw error;
  }
}

async function connectModels(env: Env) {
  const endpoints = chooseEndpoints(env);
  const offline = endpoints.kind === 'offline';
  const client = createModelClient(
    offline ? { fetch: createOfflineFetch({ paceSeconds: env.OFFLINE_PACE }) } : {},
  );
  const resolved = await resolveModels(endpoints, client.listModels);
  if (resolved.errors.length > 0) {
    throw new AppError(
      'bad-configuration',
      `The models are not configured right:\n  ${resolved.errors.join('\n  ')}`,
    );
  }
  const { planner, retriever, analyst, writer } = resolved.models;
  const models = {
    'Query Planning': planner,
    'RAG Retrieval': retriever,
    'Data Analysis': analyst,
    Answer: writer,
  };
  return { endpoints, models, warnings: resolved.warnings, notReady: resolved.notReady, client };
}

async function connectHint(): Promise<string> {
  const ollama = await findOllama();
  const set = 'Set OPENROUTER_API_KEY, OPENAI_API_KEY or ANTHROPIC_API_KEY in .env and start again.';
  return ollama ? `${set} ${ollama}` : set;
}

const plain = (error: unknown) =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown reason';
