import { program } from 'commander';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { defaultCompanyId } from '#shared/limits.ts';
import { importThroughServer } from './importThroughServer.ts';
import { openForCommand } from './openForCommand.ts';
import { runCommand } from './runCommand.ts';
import { runImport, type SendReviews } from './runImport.ts';

const command = program
  .name('npm run import --')
  .description('Adds reviews from CSV, TSV, JSON or JSONL to a company, while the server runs or not.')
  .argument('<file>')
  .option('--company <id>', 'whose reviews they are; made if unknown', defaultCompanyId)
  .option('--map <pairs>', 'COLUMN=FIELD,… where the guess is wrong')
  .parse();
const [file = ''] = command.args;
const { company, map } = command.opts<{ company: string; map?: string }>();

const { stdout } = process;
let progressShown = false;

const screen = {
  line(text: string): void {
    if (progressShown) stdout.write('\n');
    progressShown = false;
    stdout.write(`${text}\n`);
  },
  progress(text: string): void {
    if (!stdout.isTTY) return;
    stdout.write(`\r\u001b[K${text}`);
    progressShown = true;
  },
};

await runCommand(async (env) => {
  const opened = await openForCommand(env);
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  const send: SendReviews =
    opened.kind === 'server'
      ? importThroughServer({ address: opened.url })
      : (source, { companyId, ...options }) =>
          importReviews(opened.database.fork(), companyId, source, options);
  try {
    await runImport({ file, companyId: company, map, send, screen, signal: stopped.signal });
  } finally {
    if (opened.kind === 'database') await opened.close();
  }
});
