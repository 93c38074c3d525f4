import { Readable } from 'node:stream';
import { program } from 'commander';
import { AppError } from '#server/appError.ts';
import { readWitness } from '#server/verify/readWitness.ts';
import type { VerifyReport } from '#server/verify/verify.ts';
import { verify } from '#server/verify/verify.ts';
import { openFile } from './openFile.ts';
import { openForCommand } from './openForCommand.ts';
import { runCommand } from './runCommand.ts';

const command = program
  .name('npm run verify --')
  .description('Holds every invariant against the database, while the server runs or not.')
  .option('--witness <file>', 'what the upstream saw, as JSON Lines')
  .parse();
const { witness } = command.opts<{ witness?: string }>();
const SHOWN_IDS = 20;

await runCommand(async (env) => {
  const lines = witness === undefined ? Readable.from([]) : await openFile(witness);
  const opened = await openForCommand(env);
  if (opened.kind === 'server') return show(await verifyThroughServer(opened.url, lines));
  try {
    show(await verify(opened.database.fork(), { witness: await readWitness(lines) }));
  } finally {
    await opened.close();
  }
});

async function verifyThroughServer(url: string, lines: Readable): Promise<VerifyReport> {
  const response = await fetch(`${url}/api/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/jsonl' },
    body: Buffer.concat(await lines.toArray()),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new AppError('server-error', answer?.error?.message ?? 'The server refused.', {
    status: response.status,
  });
}

function show({ ok, invariants }: VerifyReport): void {
  for (const { id, sentence, broken, checked } of invariants) {
    const word = broken.length > 0 ? 'BROKEN' : checked ? 'ok' : '-';
    process.stdout.write(`${String(id).padStart(2)}  ${word.padEnd(6)}  ${sentence}\n`);
    for (const broke of broken.slice(0, SHOWN_IDS)) process.stdout.write(`            ${broke}\n`);
    if (broken.length > SHOWN_IDS)
      process.stdout.write(`            … and ${broken.length - SHOWN_IDS} more\n`);
  }
  if (invariants.some((invariant) => !invariant.checked))
    process.stdout.write('Those with a dash need a witness: npm run verify -- --witness FILE\n');
  process.exitCode = ok ? 0 : 1;
}
