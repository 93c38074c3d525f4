import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { program } from 'commander';
import { AppError } from '#server/appError.ts';
import { previewReviews } from '#server/reviews/import/previewReviews.ts';
import { defaultCompanyId } from '#shared/limits.ts';
import { formatCount } from '#shared/money.ts';
import { type ImportDesk, importDesk } from './importDesk.ts';
import { previewLines, recordLine } from './importText.ts';
import { openFile } from './openFile.ts';
import { openForCommand } from './openForCommand.ts';
import { runCommand } from './runCommand.ts';
import { runImport } from './runImport.ts';
import { terminalScreen } from './terminalScreen.ts';
import { undoOnCommand } from './undoOnCommand.ts';

interface Options {
  company: string;
  map?: string;
  preview?: true;
  list?: true;
  undo?: string | true;
  removeSample?: true;
  addSample?: true;
  yes?: true;
}

const command = program
  .name('npm run import --')
  .description('Adds reviews from CSV, TSV, JSON or JSONL to a company, while the server runs or not.')
  .argument('[file]')
  .option('--company <id>', 'whose reviews they are; made if unknown', defaultCompanyId)
  .option('--map <pairs>', 'COLUMN=FIELD,… where the guess is wrong')
  .option('--preview', 'show the mapping and the first rows as they would be stored, and write nothing')
  .option('--list', 'the imports so far')
  .option('--undo [id]', 'take back what an import added: the last one, or the one of that number')
  .option('--remove-sample', 'remove the sample reviews; imported ones stay')
  .option('--add-sample', 'bring the sample reviews back')
  .option('--yes', 'ask nothing')
  .parse();
const [file] = command.args;
const options = command.opts<Options>();
const { company: companyId, map } = options;
const screen = terminalScreen(process.stdout);

await runCommand(async (env) => {
  if (options.preview) return preview();
  const opened = await openForCommand(env);
  try {
    await work(importDesk(opened));
  } finally {
    if (opened.kind === 'database') await opened.close();
  }
});

async function preview(): Promise<void> {
  const source = await openFile(namedFile());
  try {
    const shown = await previewReviews(source, { filename: basename(namedFile()), map });
    for (const line of previewLines(shown)) screen.line(line);
  } finally {
    source.destroy();
  }
}

async function work(desk: ImportDesk): Promise<void> {
  if (options.list) {
    const records = await desk.list(companyId);
    for (const record of records) screen.line(recordLine(record));
    if (records.length === 0) screen.line(`Nothing has been imported into "${companyId}" yet`);
  } else if (options.undo !== undefined) {
    const importId = options.undo === true ? undefined : options.undo;
    await undoOnCommand({ companyId, importId, desk, screen, confirm });
  } else if (options.removeSample) {
    if (!(await confirm('Remove the sample reviews? Imported ones stay, and --add-sample brings them back.')))
      return;
    screen.line(`${formatCount(await desk.removeSample())} sample reviews were removed`);
  } else if (options.addSample) {
    screen.line(`${formatCount(await desk.addSample())} sample reviews were added`);
  } else {
    const stopped = new AbortController();
    process.once('SIGINT', () => stopped.abort());
    await runImport({ file: namedFile(), companyId, map, send: desk.send, screen, signal: stopped.signal });
  }
}

/** Asks a yes-or-no question; only `y` or `yes` is a yes. */
async function confirm(question: string): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY)
    throw new AppError('confirmation-missing', `${question} Nobody can answer here: repeat it with --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

function namedFile(): string {
  if (file !== undefined) return file;
  throw new AppError('bad-input', 'Say which file: npm run import -- reviews.csv --company ID');
}
