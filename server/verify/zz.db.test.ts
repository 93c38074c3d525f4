import { expect, test } from 'vitest';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { testApp } from '#server/testing/testApp.ts';
import { verify } from './verify.ts';

test('x', async () => {
  await using chaos = await startChaos();
  await using app = await testApp({ modelUrl: chaos.url });
  const plan = JSON.stringify({
    intent: 'a\u0000b\ud800c',
    output: 'cited_summary',
    needs: ['RAG\u0000'],
    searches: ['boards\u0000', 'x\ud800'],
    filters: { minRating: null, maxRating: null, product: null, since: null, until: null },
    reply: null,
  });
  chaos.script({
    match: { role: 'planner', nth: 1 },
    fault: `plan,b64=${Buffer.from(plan).toString('base64')}`,
  });
  chaos.script({
    match: { role: 'analyst', nth: 1 },
    fault: `plan,b64=${Buffer.from(JSON.stringify({ themes: [{ label: 'x\u0000\udfff', reviews: [1] }] })).toString('base64')}`,
  });
  const { runId } = await app.app.services.chat.send({ message: `What \u0000 is slow?` });
  const a = await app.app.services.chat.settle(runId, new AbortController().signal);
  process.stdout.write(
    JSON.stringify(a.metadata.execution_tree.children.map((c) => [c.status, c.facts])) +
      a.metadata.status +
      JSON.stringify(a.metadata.error) +
      '\n',
  );
  process.stdout.write(JSON.stringify(await app.app.services.chat.stop(runId)) + '\n');
  const r = await verify(app.database.em, { witness: chaos.log() });
  expect(r.invariants.filter((i) => i.broken.length)).toEqual([]);
});
