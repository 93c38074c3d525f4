import { styleText } from 'node:util';
import { program } from 'commander';
import { createCandorClient } from '../client/programs/createCandorClient.ts';
import { followRun } from '../client/programs/followRun.ts';
import { startApp } from '../server/app.ts';
import { runningServer } from '../server/cli/openForCommand.ts';
import { runCommand } from '../server/cli/runCommand.ts';
import type { Env } from '../server/env.ts';
import { createLogger } from '../server/logger.ts';
import { callTree, type TreeNode } from '../shared/callTree.ts';
import { formatCount, formatDuration, formatUsd } from '../shared/money.ts';
import { emptyRun, foldRun, type RunView } from '../shared/runView.ts';

const command = program
  .name('npm run ask --')
  .description('Asks a question and shows the answer while it is made. Ctrl-C stops it.')
  .argument('<question...>')
  .option('--company <id>', 'whose reviews', 'comp-123')
  .option('--session <id>', 'the conversation to go on with')
  .option('--url <address>', 'a Candor that runs elsewhere')
  .parse();
const { args } = command;
const options = command.opts<{ company: string; session?: string; url?: string }>();
const out = process.stdout;

await runCommand(async (env) => {
  const server = await serverFor(env);
  try {
    await ask(server.url);
  } finally {
    await server.close();
  }
});

/** A running server, or one in this process for as long as the question takes. */
async function serverFor(env: Env): Promise<{ url: string; close(): Promise<void> }> {
  const running = options.url ?? (await runningServer(env.DATA_DIR));
  if (running !== null && running !== undefined) return { url: running, close: async () => undefined };
  return startApp({
    env: { ...env, PORT: 0, OFFLINE_PACE: 0 },
    log: createLogger('warn', false),
    pageFolder: null,
  });
}

async function ask(url: string): Promise<void> {
  const client = createCandorClient({ url });
  const { runId, sessionId } = await client.chat.send.mutate({
    message: args.join(' '),
    companyId: options.company,
    ...(options.session ? { sessionId: options.session } : {}),
  });
  const stop = () => void client.chat.stop.mutate({ runId });
  process.once('SIGINT', stop);
  let view: RunView = emptyRun;
  for await (const event of followRun(client, runId)) {
    const before = view;
    view = foldRun(view, event);
    show(before, view, event.type);
  }
  process.off('SIGINT', stop);
  finish(view, sessionId);
}

function show(before: RunView, view: RunView, type: string): void {
  if (type === 'status' && view.phase) out.write(`${dim(view.phase.message)}\n`);
  if (view.answer.length > before.answer.length) {
    if (before.answer === '') out.write('\n');
    out.write(view.answer.slice(before.answer.length));
  }
}

function finish(view: RunView, sessionId: string): void {
  out.write('\n\n');
  for (const line of treeLines(callTree(view))) out.write(`${dim(line)}\n`);
  const { totals } = view;
  out.write(
    `\n${view.status}: ${totals.llmCalls} calls, ${formatCount(totals.totalTokens)} tokens, ${formatUsd(totals.costNanoUsd)}, ${formatDuration(view.ms ?? 0)}; conversation ${sessionId}\n`,
  );
  if (view.error) process.stderr.write(`${view.error.message} (incident ${view.error.incidentId})\n`);
  if (view.status !== 'done') process.exitCode = 1;
}

function* treeLines(node: TreeNode, indent = ''): Generator<string> {
  for (const child of node.children) {
    const tokens = child.usage ? `${formatCount(child.usage.total_tokens)} tokens` : '';
    const facts = child.facts.map(({ label, value }) => `${label}: ${value}`).join(', ');
    const about = [child.status === 'done' ? '' : child.status, tokens, facts]
      .filter((part) => part !== '')
      .join(' · ');
    yield `${indent}${child.kind === 'call' ? 'call ' : ''}${child.name}${about ? `  ${about}` : ''}`;
    yield* treeLines(child, `${indent}  `);
  }
}

function dim(text: string): string {
  return out.isTTY ? styleText('dim', text) : text;
}
