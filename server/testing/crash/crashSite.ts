import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../postgresServer.ts';
import { type OwnProcess, startOwnProcess } from './ownProcess.ts';

/** A real server and the upstream that it asks, each a process of its own, on a folder of their own. */
export interface CrashSite extends AsyncDisposable {
  /** Where the server listens, the same after every start. */
  url: string;
  chaosUrl: string;
  /** The upstream's witness, JSON Lines; the upstream is never killed. */
  witnessFile: string;
  /** Starts the server (again) and resolves when it is ready. */
  startServer(): Promise<OwnProcess<string>>;
}

interface CrashSiteOptions {
  /** The database of a PostgreSQL server; none means PGlite in the site's folder. */
  databaseUrl?: string | undefined;
  seed?: number | undefined;
  /** Probabilities of the upstream's faults. */
  profile?: Readonly<Record<string, number>>;
}

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const chaosReady = z.object({ url: z.string() });

/** Starts the upstream; the server is the caller's to start and to kill. Everything ends with the site. */
export async function openCrashSite(options: CrashSiteOptions = {}): Promise<CrashSite> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-crash-'));
  const witnessFile = join(folder, 'witness.jsonl');
  const chaos = await startOwnProcess({
    script: fileOf('../chaos/main.ts'),
    args: [
      `--witness=${witnessFile}`,
      `--seed=${options.seed ?? 1}`,
      `--profile=${JSON.stringify(options.profile ?? {})}`,
    ],
    cwd: folder,
    readLine: (line) => chaosReady.parse(JSON.parse(line)).url,
  });
  const port = await freePort();
  const servers: OwnProcess<string>[] = [];
  return {
    url: `http://127.0.0.1:${port}`,
    chaosUrl: chaos.ready,
    witnessFile,
    async startServer() {
      const server = await startOwnProcess({
        script: fileOf('../../main.ts'),
        args: ['--no-page'],
        // no .env lies there
        cwd: folder,
        env: {
          PORT: String(port),
          DATA_DIR: join(folder, 'data'),
          OPENAI_BASE_URL: chaos.ready,
          OPENAI_API_KEY: 'crash-test',
          CANDOR_SAMPLE: 'on',
          LOG_LEVEL: 'error',
          ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
        },
        readLine: (line) => /is ready at (\S+)/.exec(line)?.[1] ?? null,
      });
      servers.push(server);
      return server;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.end('SIGKILL')));
      await chaos.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
