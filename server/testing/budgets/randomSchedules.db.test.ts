import { expect, test } from 'vitest';
import { testDatabase } from '../testDatabase.ts';
import { randomSchedules } from './randomSchedules.ts';

test('of random schedules no call is refused that had room, and none let in that had none', async () => {
  await using database = await testDatabase();
  const fork = () => database.database.fork();
  const found = await randomSchedules(fork, { schedules: 25, seed: 3 });
  expect(found).toMatchObject({ schedules: 25, falseRefusals: 0, falseAdmissions: 0, wrongCounters: 0 });
  expect(found.calls).toBeGreaterThan(100);
});
