import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { testApp } from '#server/testing/testApp.ts';
import type { ChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun } from '#shared/runView.ts';

test('a log read page by page folds to the run as it was stored, and tells what brought each review and figure', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const { run_id: runId } = await client.chat.ask.mutate({ message: 'What are the top 3 product gaps?' });
  const events: ChatEvent[] = [];
  const sizes: number[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: { events: ChatEvent[]; nextAfter: number | null } = await client.chat.events.query({
      runId,
      after,
      limit: 20,
    });
    events.push(...page.events);
    sizes.push(page.events.length);
    after = page.nextAfter;
  }
  expect(sizes.slice(0, -1).every((size) => size === 20)).toBe(true);
  const view = events.reduce(foldRun, emptyRun);
  expect(view).toEqual((await client.chat.run.query({ runId })).view);

  const nodes = view.steps.flatMap((step) => step.children);
  const tools = nodes.filter((node) => node.kind === 'tool');
  const found = new Set(tools.flatMap((tool) => tool.reviewIds ?? []));
  expect(view.sources.length).toBeGreaterThan(0);
  expect(view.sources.filter(({ reviewId }) => !found.has(reviewId))).toEqual([]);
  const counts = tools.filter(({ name }) => name === 'count_reviews').map(({ toolId }) => toolId);
  expect(view.figures.length).toBeGreaterThan(0);
  for (const { toolId } of view.figures) expect(counts).toContain(toolId);
  for (const call of nodes.filter((node) => node.kind === 'call'))
    expect(call.price).toEqual({ promptNanoUsd: 0, completionNanoUsd: 0 });
});
