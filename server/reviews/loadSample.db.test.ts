import { expect, test } from 'vitest';
import { testDatabase } from '#server/testing/testDatabase.ts';
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
  expect(await reviewsOverview(database.em, 'comp-123')).toEqual({
    reviews: 150,
    products: ['Mobile app', 'Web app', 'API'],
    averageRating: 2.9,
    from: '2025-11-03T09:11:00.000Z',
    to: '2026-10-26T21:18:53.000Z',
  });
});

test('a company of the same id that somebody made is left alone', async () => {
  await using database = await testDatabase();
  for await (const event of importReviews(database.em, 'comp-123', ownFile())) void event;
  expect(await loadSample(database.em)).toBe(false);
  expect((await reviewsOverview(database.em, 'comp-123')).reviews).toBe(1);
});

test('the sample reads like people: no run of six words is in two of its texts', () => {
  const seen = new Map<string, string>();
  for (const { id, text } of sampleReviews) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
    for (let start = 0; start + 6 <= words.length; start++) {
      const run = words.slice(start, start + 6).join(' ');
      expect({ run, id: seen.get(run) ?? id }).toEqual({ run, id });
      seen.set(run, id);
    }
  }
});

test('the sample has ids of its own, ratings of 1 to 5, twelve months, and truth that names only its reviews', () => {
  const ids = new Set(sampleReviews.map(({ id }) => id));
  expect(ids.size).toBe(150);
  expect(new Set(sampleReviews.map(({ rating }) => rating))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(new Set(sampleReviews.map(({ reviewedAt }) => reviewedAt.slice(0, 7))).size).toBe(12);
  for (const [theme, members] of Object.entries(sampleTruth)) {
    expect({ theme, unknown: members.filter((id) => !ids.has(id)) }).toEqual({ theme, unknown: [] });
  }
});
