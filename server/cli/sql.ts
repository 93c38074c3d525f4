import { program } from 'commander';
import { AppError } from '#server/appError.ts';
import { type QueryResult, readOnlyQuery } from '#server/db/readOnlyQuery.ts';
import { alignedTable } from './alignedTable.ts';
import { openForCommand } from './openForCommand.ts';
import { postToServer } from './postToServer.ts';
import { runCommand } from './runCommand.ts';

const { args } = program
  .name('npm run sql --')
  .description('Read-only SQL on the database, while the server runs or not.')
  .argument('<statement...>', 'one SQL statement')
  .parse();

await runCommand(async (env) => {
  const statement = args.join(' ');
  if (statement.trim() === '')
    throw new AppError('bad-input', 'Say what to select: npm run sql -- "SELECT …"');
  const opened = await openForCommand(env);
  if (opened.kind === 'server') {
    const result = await postToServer<QueryResult>(opened.url, '/api/v1/sql', { statement });
    process.stdout.write(`${alignedTable(result)}\n`);
    return;
  }
  try {
    process.stdout.write(`${alignedTable(await readOnlyQuery(opened.database, statement))}\n`);
  } finally {
    await opened.close();
  }
});
