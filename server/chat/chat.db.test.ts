import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { followRun } from '#client/programs/followRun.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { callTree, type TreeNode } from '#shared/callTree.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import { foldStored } from './followers.ts';

const question = 'What are the top 5 product gaps from negative reviews?';

async function rowsOf(app: TestApp, runId: string) {
  const { rows } = await sql<
    Record<'role' | 'status' | 'response' | 'usage_source' | 'total_tokens', string | number | null>
  >`select metadata->>'role' as role, status, response,
      prompt_tokens, completion_tokens, total_tokens, usage_source, cost_nano_usd, error_code
    from llm_calls where run_id = ${runId} order by id`.execute(app.database.em.getKysely());
  return rows.map((row) => ({
    ...row,
    total_tokens: row.total_tokens === null ? null : Number(row.total_tokens),
  }));
}

async function viewOf(client: ReturnType<typeof createCandorClient>, runId: string): Promise<RunView> {
  let view = emptyRun;
  for await (const event of followRun(client, runId)) view = foldRun(view, event);
  return view;
}

const callsOf = (node: TreeNode): TreeNode[] => [
  ...(node.kind === 'call' ? [node] : []),
  ...node.children.flatMap(callsOf),
];

describe('one question', () => {
  test('gives the same sums in tree, footer, REST and ledger, in four calls', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const answer = await client.chat.ask.mutate({ message: question, sessionId: 's' });
    const rows = await rowsOf(app, answer.run_id);
    const ledger = rows.reduce((sum, row) => sum + (row.total_tokens ?? 0), 0);
    const tree = callsOf(answer.metadata.execution_tree).reduce(
      (sum, call) => sum + (call.usage?.total_tokens ?? 0),
      0,
    );
    const rest = await (await fetch(`${app.url}/api/v1/runs/${answer.run_id}`)).json();

    expect(rows.map((row) => row.role)).toEqual([
      'Query Planning',
      'RAG Retrieval',
      'Data Analysis',
      'Answer',
    ]);
    expect([tree, answer.metadata.total_tokens, rest.metadata.total_tokens]).toEqual([
      ledger,
      ledger,
      ledger,
    ]);
    expect(rest.metadata.cost_nano_usd).toBe(answer.metadata.cost_nano_usd);
    expect(answer.metadata.citations.length).toBeGreaterThan(0);
    expect(app.app.services.chat.running()).toBe(0);
  });

  test('a greeting is one call', async () => {
    await using app = await testApp();
    const answer = await createCandorClient({ url: app.url }).chat.ask.mutate({ message: 'Hello' });
    expect(answer.metadata.llm_calls).toBe(1);
  });

  test('the stored view is the fold of the stored events, and so is a follower’s', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: question });
    const seen = await viewOf(client, runId);
    const stored = (await client.chat.run.query({ runId })).view;
    const folded = await foldStored(() => app.database.database.fork(), runId);
    expect(JSON.stringify(seen)).toBe(JSON.stringify(folded));
    expect(JSON.stringify(stored)).toBe(JSON.stringify(folded));
    expect(app.app.services.chat.followers()).toBe(0);
  });

  test('a follow-up knows what was said before', async () => {
    await using model = await scriptedModel([says('Hi.'), says('Again.')]);
    await using app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    await client.chat.ask.mutate({ message: 'Hello', sessionId: 'talk' });
    await client.chat.ask.mutate({ message: 'Thanks', sessionId: 'talk' });
    expect(JSON.stringify(model.requests[1]?.messages)).toContain('Hi.');
    model.assertDone();
  });
});

describe('sending', () => {
  test('the same request id and body twenty times at once is one run', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const input = { message: 'Hello', sessionId: 'once', requestId: 'r-1' };
    const sent = await Promise.all(Array.from({ length: 20 }, () => client.chat.send.mutate(input)));
    expect(new Set(sent.map((one) => one.runId)).size).toBe(1);
    await viewOf(client, sent[0]?.runId ?? '');
    await expect(client.chat.send.mutate({ ...input, message: 'Other' })).rejects.toMatchObject({
      data: { code: 'CONFLICT', appCode: 'request-reused' },
    });
  });

  test('a session takes one question at a time and says which run is in the way', async () => {
    await using model = await scriptedModel([hangsAfter('One moment')]);
    await using app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: 'Hello', sessionId: 'busy' });
    await expect(client.chat.send.mutate({ message: 'Hello', sessionId: 'busy' })).rejects.toMatchObject({
      data: { code: 'CONFLICT', appCode: 'session-busy', runId },
    });
    await client.chat.stop.mutate({ runId });
  });

  test('company unknown, without reviews, and none at all are three different sentences', async () => {
    await using app = await testApp({ reviews: 0 });
    const client = createCandorClient({ url: app.url });
    const refusal = (companyId: string) =>
      client.chat.send
        .mutate({ message: 'Hello', companyId })
        .catch((error: { data: unknown; message: string }) => error);
    expect(await refusal('nobody')).toMatchObject({
      data: { appCode: 'company-not-found', httpStatus: 404 },
    });
    expect(await refusal('comp-123')).toMatchObject({ data: { appCode: 'no-reviews' } });
    await sql`delete from companies`.execute(app.database.em.getKysely());
    expect(await refusal('comp-123')).toMatchObject({ data: { appCode: 'no-companies' } });
  });
});

describe('stopping', () => {
  test('cuts the call that is under way, keeps its text and estimates its tokens', async () => {
    await using model = await scriptedModel([hangsAfter('Based on what you')]);
    await using app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: 'Hello' });
    for await (const event of followRun(client, runId)) {
      if (event.type === 'answer-delta') break;
    }
    const stopped = await client.chat.stop.mutate({ runId });
    expect(stopped).toEqual({ runId, status: 'stopped', stoppedCalls: 1 });
    expect(await client.chat.stop.mutate({ runId })).toEqual(stopped);
    expect(await rowsOf(app, runId)).toMatchObject([
      { role: 'Answer', status: 'stopped', response: 'Based on what you', usage_source: 'estimated' },
    ]);
    const { view } = await client.chat.run.query({ runId });
    expect(view).toMatchObject({ status: 'stopped', answer: 'Based on what you', stop: { stoppedCalls: 1 } });
    await expect.poll(() => model.requests[0]?.isAbandoned).toBe(true);
    expect(app.app.services.chat.running()).toBe(0);
  });

  test('a run that waits in the queue never reaches a model', async () => {
    await using model = await scriptedModel([hangsAfter('One')]);
    await using app = await testApp({ modelUrl: model.url, runLimits: { atOnce: 1 } });
    const client = createCandorClient({ url: app.url });
    const first = await client.chat.send.mutate({ message: 'Hello' });
    await expect.poll(() => model.requests.length).toBe(1);
    const waiting = await client.chat.send.mutate({ message: 'Hello' });
    expect(await client.chat.stop.mutate({ runId: waiting.runId })).toMatchObject({
      status: 'stopped',
      stoppedCalls: 0,
    });
    const view = await viewOf(client, waiting.runId);
    expect(view).toMatchObject({ status: 'stopped', question: 'Hello', totals: { llmCalls: 0 } });
    await client.chat.stop.mutate({ runId: first.runId });
    expect(model.requests.length).toBe(1);
  });

  test('after the end it changes nothing', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const answer = await client.chat.ask.mutate({ message: 'Hello' });
    const after = await client.chat.stop.mutate({ runId: answer.run_id });
    expect(after).toEqual({ runId: answer.run_id, status: 'done', stoppedCalls: 0 });
  });

  test('leaving REST’s stream stops the run, leaving a subscription does not', async () => {
    await using model = await scriptedModel([hangsAfter('One'), hangsAfter('Two')]);
    await using app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    const gone = new AbortController();
    const response = await fetch(`${app.url}/api/v1/chat/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'Hello', session_id: 'curl' }),
      signal: gone.signal,
    });
    await response.body?.getReader().read();
    await expect.poll(() => model.requests.length).toBe(1);
    gone.abort();
    const statusOf = async (sessionId: string) =>
      (await client.sessions.get.query({ sessionId })).runs[0]?.status;
    await expect.poll(() => statusOf('curl')).toBe('stopped');

    const { runId } = await client.chat.send.mutate({ message: 'Hello', sessionId: 'tab' });
    for await (const event of followRun(client, runId)) if (event.type === 'answer-delta') break;
    await expect.poll(() => app.app.services.chat.followers()).toBe(0);
    expect(await statusOf('tab')).toBe('running');
    await client.chat.stop.mutate({ runId });
  });
});

describe('following', () => {
  test('resumes after a seq, and gives a snapshot for what is no place in the log', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const { run_id: runId } = await client.chat.ask.mutate({ message: 'Hello' });
    const all = await Array.fromAsync(
      app.app.services.chat.follow(runId, undefined, new AbortController().signal),
    );
    expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => index + 1));
    const follow = (id: string) =>
      Array.fromAsync(app.app.services.chat.follow(runId, id, new AbortController().signal));
    expect((await follow('5'))[0]?.seq).toBe(6);
    for (const id of ['-1', '99999', 'x; DROP TABLE runs', '1e3', '٣', ' 1']) {
      expect((await follow(id)).map((event) => event.type)).toEqual(['snapshot']);
    }
    expect(await follow(String(all.length))).toEqual([]);
  });

  test('two followers and a late one see the same', async () => {
    await using app = await testApp();
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: question });
    const [one, two] = await Promise.all([viewOf(client, runId), viewOf(client, runId)]);
    const late = await viewOf(client, runId);
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(JSON.stringify(late)).toBe(JSON.stringify(one));
    expect(callTree(late)).toEqual(callTree(one));
  });
});

describe('ownership', () => {
  test('an owner whose epoch has passed writes nothing more and closes its upstream call', async () => {
    await using model = await scriptedModel([hangsAfter('Begun')]);
    await using app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: 'Hello' });
    for await (const event of followRun(client, runId)) if (event.type === 'answer-delta') break;
    // as another process would take it over
    await sql`update runs set epoch = epoch + 1, owner = 'another' where id = ${runId}`.execute(
      app.database.em.getKysely(),
    );
    await expect.poll(() => model.requests[0]?.isAbandoned, { timeout: 5_000 }).toBe(true);
    await expect.poll(() => app.app.services.chat.running(), { timeout: 5_000 }).toBe(0);
    const { rows } = await sql<{
      types: string;
    }>`select string_agg(event->>'type', ' ') as types from run_events
      where run_id = ${runId}`.execute(app.database.em.getKysely());
    expect(rows[0]?.types).not.toContain('run-end');
  });

  test('what a dead process left open is closed as lost within seconds, its text kept, the session free', async () => {
    await using app = await testApp();
    const db = app.database.em.getKysely();
    await sql`insert into sessions (company_id, id, user_id, title) values ('comp-123', 'crashed', 'local', 'x')`.execute(
      db,
    );
    const runId = '11111111-1111-4111-8111-111111111111';
    const callId = '22222222-2222-4222-8222-222222222222';
    await sql`insert into runs (id, company_id, session_id, user_id, request_hash, question, status, epoch, owner, lease_until)
      values (${runId}, 'comp-123', 'crashed', 'local', 'h', 'Why?', 'running', 1, 'dead', now() - interval '1 second')`.execute(
      db,
    );
    const at = new Date().toISOString();
    const events = [
      {
        type: 'run-start',
        sessionId: 'crashed',
        companyId: 'comp-123',
        userId: 'local',
        question: 'Why?',
        attempt: 1,
      },
      { type: 'step-start', stepId: 'step-1', name: 'Answer' },
      { type: 'answer-start', callId },
      { type: 'answer-delta', offset: 0, text: 'Because the' },
    ].map((event, index) => ({ v: 1, runId, seq: index + 1, at, ...event }));
    for (const event of events) {
      await sql`insert into run_events (run_id, seq, epoch, event) values (${runId}, ${event.seq}, 1, ${JSON.stringify(event)}::json)`.execute(
        db,
      );
    }
    await sql`insert into llm_calls (call_id, model, provider, call_type, status, prompt, company_id, user_id, session_id,
        run_id, step_id, epoch, metadata)
      values (${callId}::uuid, 'm', 'offline', 'CHAT', 'open', 'Why?', 'comp-123', 'local', 'crashed', ${runId},
        'step-1', 1, '{"role":"Answer"}')`.execute(db);
    await sql`insert into llm_call_texts (call_id, request) values (${callId}::uuid, '{"messages":[{"role":"user","content":"Why?"}]}')`.execute(
      db,
    );

    const client = createCandorClient({ url: app.url });
    const view = await viewOf(client, runId);
    expect(view).toMatchObject({
      status: 'failed',
      answer: 'Because the',
      error: { code: 'interrupted', retryable: true },
    });
    expect(await rowsOf(app, runId)).toMatchObject([
      { status: 'lost', usage_source: 'estimated', response: 'Because the' },
    ]);
    expect(callsOf(callTree(view)).map((call) => call.status)).toEqual(['lost']);
    expect(view.totals.llmCalls).toBe(1);
    const again = await client.chat.ask.mutate({ message: 'Hello', sessionId: 'crashed' });
    expect(again.metadata.status).toBe('done');
  });

  test('closing the app ends what is under way as interrupted, and nothing stays open', async () => {
    await using model = await scriptedModel([hangsAfter('Begun')]);
    const app = await testApp({ modelUrl: model.url });
    const client = createCandorClient({ url: app.url });
    const { runId } = await client.chat.send.mutate({ message: 'Hello' });
    for await (const event of followRun(client, runId)) if (event.type === 'answer-delta') break;
    const chat = app.app.services.chat;
    await chat.close(0);
    expect(await rowsOf(app, runId)).toMatchObject([{ status: 'stopped' }]);
    expect((await chat.record(runId)).view).toMatchObject({
      status: 'failed',
      error: { code: 'interrupted' },
    });
    await app[Symbol.asyncDispose]();
  });
});
