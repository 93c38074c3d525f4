import { expect, test } from 'vitest';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { countReviews } from './countReviews.ts';
import { importReviews } from './import/importReviews.ts';
import { loadSample } from './loadSample.ts';
import { reviewsOverview } from './reviewsOverview.ts';
import sampleReviews from './sampleReviews.json' with { type: 'json' };
import sampleTruth from './sampleTruth.json' with { type: 'json' };

async function* ownFile() {
  yield Buffer.from('text\nour own review\n');
}

test('the sample is loaded once', async () => {
  await using database = await testDatabase();
  expect(await loadSample(database.em)).toBe(true);
  expect(await loadSample(database.em)).toBe(false);
  expect(await reviewsOverview(database.em, 'comp-123')).toMatchObject({
    reviews: 300,
    negative: 145,
    products: ['Mobile app', 'Web app', 'API'],
    averageRating: expect.closeTo(2.8, 2),
    from: sampleReviews[0]?.reviewedAt.replace('Z', '.000Z'),
    to: sampleReviews.at(-1)?.reviewedAt.replace('Z', '.000Z'),
  });
});

test('a company of the same id that somebody made is left alone', async () => {
  await using database = await testDatabase();
  for await (const event of importReviews(database.em, 'comp-123', ownFile())) void event;
  expect(await loadSample(database.em)).toBe(false);
  expect((await reviewsOverview(database.em, 'comp-123')).reviews).toBe(1);
});

const themeWords = [
  [
    'slow-mobile-app',
    'slow or slower or slowly or lag or laggy or loading or sluggish or "takes forever" or speed',
  ],
  ['crashes-on-older-devices', 'crash or crashes or crashing or freezes or frozen or "closes by itself"'],
  ['few-integrations', 'integration or integrate or connect or Slack or GitLab or Jira or Zapier'],
  ['unclear-api-docs', 'docs or documentation or documented or undocumented or example'],
  ['notifications-and-sync', 'notification or notified or reminder or sync'],
] as const;

test('everyday words count the planted problems of negative reviews to within a tenth, in their order', async () => {
  await using database = await testDatabase();
  await loadSample(database.em);
  const { groups } = await countReviews(database.em, 'comp-123', {
    filters: { maxRating: 2 },
    terms: themeWords.map(([, words]) => words),
    groupBy: 'theme',
  });
  const negative = new Set(sampleReviews.filter(({ rating }) => rating <= 2).map(({ id }) => id));
  for (const [index, [theme]] of themeWords.entries()) {
    const planted = sampleTruth[theme].filter((id) => negative.has(id)).length;
    const counted = groups[index]?.count ?? 0;
    const isNear = Math.abs(counted - planted) <= planted / 10;
    expect({ theme, planted, counted, isNear }).toMatchObject({ isNear: true });
  }
  const counts = groups.map(({ count }) => count);
  expect(counts).toEqual([...counts].sort((one, other) => other - one));
});
