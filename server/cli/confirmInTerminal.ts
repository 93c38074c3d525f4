import { createInterface } from 'node:readline/promises';
import { AppError } from '#server/appError.ts';

/**
 * Asks a yes-or-no question; only `y` or `yes` is a yes.
 * @throws AppError `confirmation-missing` where nobody can answer
 */
export async function confirmInTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new AppError('confirmation-missing', `${question} Nobody can answer here: repeat it with --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
