import { expect, test } from 'vitest';
import { testDatabase, testEngine } from '../testDatabase.ts';
import { killLoop } from './killLoop.ts';

test('a server killed under load has a row for every request, and its successor closes what it left', {
  timeout: 60_000,
}, async () => {
  await using database = testEngine() === 'postgres' ? await testDatabase() : null;
  const databaseUrl = database && 'databaseUrl' in database.start ? database.start.databaseUrl : undefined;
  const rounds = await killLoop({ kills: 2, seed: 7, databaseUrl, conversations: 4, longestLifeMs: 800 });
  for (const round of rounds) expect(round).toMatchObject({ missing: 0, open: 0, running: 0, broken: [] });
  expect(rounds.at(-1)?.requests).toBeGreaterThan(0);
});
