import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';

const titles = (page: { items: { title: string }[] }) => page.items.map(({ title }) => title);

test('conversations are found by words of their title or of any question, taken as they are', async () => {
  await using app = await testApp();
  const { chat, sessions } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'Hello', sessionId: 'greeting' });
  await chat.ask.mutate({ message: 'Thanks, 100% of it', sessionId: 'greeting' });
  await chat.ask.mutate({ message: 'Hi there', sessionId: 'other' });
  const found = async (query: string) => titles(await sessions.list.query({ query }));
  expect(await found('HELLO')).toEqual(['Hello']);
  expect(await found('100%')).toEqual(['Hello']);
  expect(await found(' ')).toEqual(['Hi there', 'Hello']);
  const patterns = ['%', '_', '\\', 'H_', '100%%'];
  const matches = await Promise.all(patterns.map(found));
  expect(matches).toEqual([['Hello'], [], [], [], []]);
});

test('a search goes on where its first page ended', async () => {
  await using app = await testApp();
  const { chat, sessions } = createCandorClient({ url: app.url });
  for (const sessionId of ['a', 'b', 'c'])
    await chat.ask.mutate({ message: `Hello ${sessionId}`, sessionId });
  await chat.ask.mutate({ message: 'Thanks', sessionId: 'd' });
  const first = await sessions.list.query({ query: 'hello', limit: 2 });
  expect(titles(first)).toEqual(['Hello c', 'Hello b']);
  const second = await sessions.list.query({ query: 'hello', limit: 2, cursor: first.nextCursor });
  expect(titles(second)).toEqual(['Hello a']);
  expect(second.nextCursor).toBeNull();
});

test('a conversation keeps the title it was given', async () => {
  await using app = await testApp();
  const { chat, sessions } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'Hello', sessionId: 's' });
  await sessions.rename.mutate({ sessionId: 's', title: '  What\n we  know ' });
  await chat.ask.mutate({ message: 'Thanks', sessionId: 's' });
  expect((await sessions.get.query({ sessionId: 's' })).title).toBe('What we know');
  await expect(sessions.rename.mutate({ sessionId: 'nope', title: 'x' })).rejects.toThrow(
    'There is no such conversation.',
  );
});

test('a deleted conversation is gone and takes no question, its calls stay, and restored it is as it was', async () => {
  await using app = await testApp();
  const { chat, sessions } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'Hello', sessionId: 's' });
  const before = await sessions.get.query({ sessionId: 's' });
  await sessions.remove.mutate({ sessionId: 's' });
  await sessions.remove.mutate({ sessionId: 's' });

  expect((await sessions.list.query({})).items).toEqual([]);
  expect((await sessions.list.query({ query: 'hello' })).items).toEqual([]);
  const missing = { data: { httpStatus: 404, appCode: 'session-not-found' } };
  await expect(sessions.get.query({ sessionId: 's' })).rejects.toMatchObject(missing);
  await expect(sessions.rename.mutate({ sessionId: 's', title: 'x' })).rejects.toMatchObject(missing);
  await expect(chat.send.mutate({ message: 'More', sessionId: 's' })).rejects.toMatchObject({
    message: 'This conversation was deleted. Restore it, or ask in a new one.',
    data: { httpStatus: 409, appCode: 'session-removed' },
  });
  const { rows } = await sql`select 1 from llm_calls where session_id = 's'`.execute(
    app.database.em.getKysely(),
  );
  expect(rows).toHaveLength(1);

  await sessions.restore.mutate({ sessionId: 's' });
  expect(await sessions.get.query({ sessionId: 's' })).toEqual(before);
  await chat.ask.mutate({ message: 'More', sessionId: 's' });
});

test('deleting a conversation stops the answer that is being made in it', async () => {
  await using model = await scriptedModel([hangsAfter('One moment'), says('Back.')]);
  await using app = await testApp({ modelUrl: model.url });
  const { chat, sessions } = createCandorClient({ url: app.url });
  const { runId } = await chat.send.mutate({ message: 'Hello', sessionId: 's' });
  await expect.poll(() => model.requests.length).toBe(1);
  await sessions.remove.mutate({ sessionId: 's' });
  expect((await chat.run.query({ runId })).status).toBe('stopped');
  await sessions.restore.mutate({ sessionId: 's' });
  expect((await chat.ask.mutate({ message: 'Hello', sessionId: 's' })).message).toBe('Back.');
});

test('another company neither sees, renames nor deletes a conversation of the same id', async () => {
  await using app = await testApp();
  const { chat, sessions } = createCandorClient({ url: app.url });
  await sql`insert into companies (id, name) values ('other', 'Other')`.execute(app.database.em.getKysely());
  await chat.ask.mutate({ message: 'Hello', sessionId: 's' });
  const theirs = { companyId: 'other', sessionId: 's' };
  expect((await sessions.list.query({ companyId: 'other', query: 'hello' })).items).toEqual([]);
  await expect(sessions.rename.mutate({ ...theirs, title: 'x' })).rejects.toThrow('no such conversation');
  await expect(sessions.remove.mutate(theirs)).rejects.toThrow('no such conversation');
  await expect(sessions.restore.mutate(theirs)).rejects.toThrow('no such conversation');
  expect((await sessions.get.query({ sessionId: 's' })).title).toBe('Hello');
});
