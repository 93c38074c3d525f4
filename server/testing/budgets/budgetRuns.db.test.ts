import { expect, test } from 'vitest';
import { testDatabase, testEngine } from '../testDatabase.ts';
import { budgetRuns } from './budgetRuns.ts';

test.each([
  { what: 'answers those that fit and refuses the others before they ask a model', kill: false },
  { what: 'leaks nothing when the server is killed in the middle', kill: true },
])('a money budget under many questions at once $what', { timeout: 300_000 }, async ({ kill }) => {
  await using database = testEngine() === 'postgres' ? await testDatabase() : null;
  const databaseUrl = database && 'databaseUrl' in database.start ? database.start.databaseUrl : undefined;
  const result = await budgetRuns({ runs: 12, fits: 3, databaseUrl, kill });
  expect(result).toMatchObject({ cutShort: 0, reserved: 0, overrun: 0, broken: [] });
  expect(result.settled).toBeLessThanOrEqual(result.limit);
  // what the killed ones had been let in for is free again, but for what they spent
  expect(result.completed).toBeGreaterThanOrEqual(kill ? 2 : 3);
  if (kill) return;
  expect(result.requests).toBe(result.rows);
  expect(result.refused).toBeGreaterThan(0);
  expect(result.completed).toBe(12 - result.refused);
});
