import { describe, expect, test } from 'vitest';
import sampleReviews from './sampleReviews.json' with { type: 'json' };
import sampleTruth from './sampleTruth.json' with { type: 'json' };

type Review = (typeof sampleReviews)[number];

const words = new Intl.Segmenter('en', { granularity: 'word' });
const byId = new Map(sampleReviews.map((review) => [review.id, review]));

function wordCount({ text }: Review): number {
  return [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

function meanRating(reviews: readonly Review[]): number {
  return reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length;
}

function ofTheme(theme: keyof typeof sampleTruth): Review[] {
  return sampleTruth[theme].flatMap((id) => byId.get(id) ?? []);
}

describe('the sample reads like people', () => {
  test('no run of six words is in more than one of a hundred texts, and no text is there twice', () => {
    const carriers = new Map<string, Set<string>>();
    for (const { id, text } of sampleReviews) {
      const spoken = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
      for (let start = 0; start + 6 <= spoken.length; start++) {
        const run = spoken.slice(start, start + 6).join(' ');
        carriers.set(run, (carriers.get(run) ?? new Set()).add(id));
      }
    }
    const worn = [...carriers].filter(([, ids]) => ids.size > sampleReviews.length / 100);
    expect(worn.map(([run]) => run)).toEqual([]);
    expect(new Set(sampleReviews.map(({ text }) => text.toLowerCase())).size).toBe(sampleReviews.length);
  });

  test('its texts have 3 to 250 words: many a handful, some a page, half of them about 25', () => {
    const lengths = sampleReviews.map(wordCount).sort((one, other) => one - other);
    expect(lengths[0]).toBe(3);
    expect(lengths.at(-1)).toBeLessThanOrEqual(250);
    expect(lengths.filter((length) => length <= 8).length).toBeGreaterThanOrEqual(35);
    expect(lengths.filter((length) => length >= 60).length).toBeGreaterThanOrEqual(20);
    expect(lengths.filter((length) => length > 200).length).toBeGreaterThanOrEqual(2);
    expect(lengths[lengths.length / 2]).toSatisfy((median: number) => median >= 20 && median <= 30);
  });

  test('the stars pile up at one and five, as they do in stores', () => {
    const stars = [1, 2, 3, 4, 5].map((star) => sampleReviews.filter(({ rating }) => rating === star).length);
    const [ones = 0, twos = 0, threes, fours = 0, fives = 0] = stars;
    expect({ negative: ones + twos, threes, positive: fours + fives }).toEqual({
      negative: 145,
      threes: 40,
      positive: 115,
    });
    expect(ones).toBeGreaterThan(2 * twos);
    expect(fives).toBeGreaterThan(2 * fours);
  });

  test('it speaks six languages, mostly English', () => {
    const others = sampleReviews.filter(({ language }) => language !== 'en');
    expect(new Set(others.map(({ language }) => language))).toEqual(new Set(['de', 'es', 'fr', 'ja', 'pt']));
    expect(others.length).toBeGreaterThanOrEqual(20);
  });
});

describe('the sample has a shape that answers can find', () => {
  test('300 reviews with ids of their own, oldest first, over the twelve months', () => {
    expect(byId.size).toBe(300);
    const moments = sampleReviews.map(({ reviewedAt }) => reviewedAt);
    expect(moments).toEqual([...moments].sort());
    const months = [...new Set(moments.map((moment) => moment.slice(0, 7)))];
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-11', '2026-10']);
  });

  test('the products differ by far, the web app is best and the mobile app worst', () => {
    const [web, api, mobile] = ['Web app', 'API', 'Mobile app'].map((name) =>
      meanRating(sampleReviews.filter(({ product }) => product === name)),
    );
    expect(web).toBeGreaterThan(3.4);
    expect(api).toSatisfy((mean: number) => mean > 2.5 && mean < 2.7);
    expect(mobile).toBeLessThan(2.4);
  });

  test('the web app and the API are reviewed in the survey, the mobile app in the store of its device', () => {
    for (const { id, product, source, text } of sampleReviews) {
      if (product !== 'Mobile app') expect({ id, source }).toEqual({ id, source: 'Survey' });
      else expect({ id, source }).toEqual({ id, source: expect.stringMatching(/^(App Store|Google Play)$/) });
      if (/^(?!.*iPhone).*\b(Galaxy|Redmi|Moto|Huawei|Nokia)\b/s.test(text)) {
        expect({ id, source }).toEqual({ id, source: 'Google Play' });
      }
    }
  });

  test('the truth names only its reviews, each once', () => {
    for (const [theme, members] of Object.entries(sampleTruth)) {
      expect({ theme, unknown: members.filter((id) => !byId.has(id)) }).toEqual({ theme, unknown: [] });
      expect({ theme, members: new Set(members).size }).toEqual({ theme, members: members.length });
    }
  });

  test('the planted problems are far enough apart for a stable ranking', () => {
    const negative = (theme: keyof typeof sampleTruth) =>
      ofTheme(theme).filter(({ rating }) => rating <= 2).length;
    expect({
      slow: negative('slow-mobile-app'),
      crashes: negative('crashes-on-older-devices'),
      integrations: negative('few-integrations'),
      docs: negative('unclear-api-docs'),
      notifications: negative('notifications-and-sync'),
      pricing: negative('pricing'),
      search: negative('search'),
    }).toEqual({
      slow: 40,
      crashes: 30,
      integrations: 24,
      docs: 19,
      notifications: 14,
      pricing: 9,
      search: 6,
    });
  });

  test('release 4.2 breaks the calendar in June and July, 4.3 mends it in August', () => {
    for (const { rating, reviewedAt } of ofTheme('calendar-sync-broken-4.2')) {
      expect(rating).toBeLessThanOrEqual(3);
      expect(reviewedAt).toMatch(/^2026-0[67]/);
    }
    for (const { rating, reviewedAt } of ofTheme('calendar-sync-mended-4.3')) {
      expect(rating).toBeGreaterThanOrEqual(3);
      expect(reviewedAt).toMatch(/^2026-08/);
    }
    expect(ofTheme('calendar-sync-broken-4.2').length).toBeGreaterThanOrEqual(12);
    expect(ofTheme('calendar-sync-mended-4.3').length).toBeGreaterThanOrEqual(6);
  });
});
