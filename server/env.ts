import { existsSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from './appError.ts';

const optionalText = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);

const variables = z
  .object({
    HOST: z.string().trim().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
    DATA_DIR: z.string().trim().min(1).default('.data'),
    DATABASE_URL: optionalText.refine(
      (url) => url === undefined || /^postgres(ql)?:\/\//.test(url),
      'must begin with postgres:// or postgresql://',
    ),
    AUTH: z.enum(['off', 'on']).default('off'),
    CANDOR_SAMPLE: z.enum(['on', 'off']).default('on'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    OFFLINE_PACE: z.coerce.number().min(0).max(60).default(4),
    OPENAI_BASE_URL: optionalText.refine(
      (url) => url === undefined || /^https?:\/\//.test(url),
      'must begin with http:// or https://',
    ),
    OPENAI_API_KEY: optionalText,
    ANTHROPIC_API_KEY: optionalText,
    OPENROUTER_API_KEY: optionalText,
    MODEL: optionalText,
    MODEL_PLANNER: optionalText,
    MODEL_RETRIEVER: optionalText,
    MODEL_ANALYST: optionalText,
    MODEL_WRITER: optionalText,
    MODEL_EMBEDDING: optionalText,
  })
  .superRefine((env, context) => {
    const issue = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.AUTH === 'on')
      issue('AUTH', 'accounts are not part of this version yet; use AUTH=off on a loopback address');
    else if (!loopbackHosts.has(env.HOST)) {
      issue('HOST', 'without accounts (AUTH=off) only 127.0.0.1, localhost or ::1 may be listened on');
    }
  });

export type Env = z.infer<typeof variables>;

/** Reads `.env` beside the process, if there is one; what the environment says already wins. */
export function loadDotEnv(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

/**
 * The configuration, parsed once.
 * @throws AppError `bad-configuration` that names every wrong variable at once
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = variables.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('bad-configuration', `The configuration is wrong:\n${lines.join('\n')}`);
}
