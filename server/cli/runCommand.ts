import { appErrorOf } from '#server/appError.ts';
import { type Env, loadDotEnv, readEnv } from '#server/env.ts';

/** Runs a command with the parsed configuration; a failure is one plain sentence and exit code 1. */
export async function runCommand(command: (env: Env) => Promise<void>): Promise<void> {
  try {
    loadDotEnv();
    await command(readEnv(process.env));
  } catch (error) {
    const known = appErrorOf(error);
    const detail =
      known.code === 'internal'
        ? `\n${known.cause instanceof Error ? known.cause.stack : String(known.cause)}`
        : '';
    process.stderr.write(`${known.message}${detail}\n`);
    process.exitCode = 1;
  }
}
