import { expect, test } from 'vitest';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { loadSample } from '#server/reviews/loadSample.ts';
import { reviewsOverview } from '#server/reviews/reviewsOverview.ts';
import sampleReviews from '#server/reviews/sampleReviews.json' with { type: 'json' };
import { testDatabase } from '#server/testing/testDatabase.ts';
import { addSample } from './addSample.ts';
import { removeSample } from './removeSample.ts';

async function* ownFile() {
  yield Buffer.from('id,text\nrev-mine,our own review\n');
}

test('the sample goes in one step, stays away after a restart, and comes back when it is wanted', async () => {
  await using database = await testDatabase();
  const { em } = database;
  await loadSample(em);
  for await (const event of importReviews(em, 'comp-123', ownFile())) void event;
  expect(await removeSample(em)).toBe(sampleReviews.length);
  expect(await loadSample(em)).toBe(false);
  expect((await reviewsOverview(em, 'comp-123')).reviews).toBe(1);

  expect(await addSample(em)).toBe(sampleReviews.length);
  expect(await addSample(em)).toBe(0);
  expect((await reviewsOverview(em, 'comp-123')).reviews).toBe(sampleReviews.length + 1);
  expect(await removeSample(em)).toBe(sampleReviews.length);
});

test('without a sample there is nothing to remove, and adding it makes its company', async () => {
  await using database = await testDatabase();
  await expect(removeSample(database.em)).rejects.toMatchObject({ code: 'sample-not-there', status: 404 });
  expect(await addSample(database.em)).toBe(sampleReviews.length);
  expect(await loadSample(database.em)).toBe(false);
});
