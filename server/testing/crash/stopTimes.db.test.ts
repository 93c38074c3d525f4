import { expect, test } from 'vitest';
import { startChaos } from '../chaos/startChaos.ts';
import { testApp } from '../testApp.ts';
import { stopTimes } from './stopTimes.ts';

test('a stop closes the upstream’s connection and leaves a row with the partial text and an estimate', async () => {
  await using chaos = await startChaos();
  await using app = await testApp({ modelUrl: chaos.url });
  const records = await stopTimes({ url: app.url, chaosUrl: chaos.url, stops: 5, seed: 3 });
  expect(records).toHaveLength(5);
  for (const record of records) {
    expect(record).toMatchObject({
      runStatus: 'stopped',
      callStatus: 'stopped',
      usageSource: 'estimated',
      isPrefix: true,
      laterRequests: 0,
    });
    expect(record.keptUnits).toBeGreaterThan(0);
    expect(record.toClosedMs).toBeLessThan(Infinity);
  }
  expect(app.app.services.chat.running()).toBe(0);
});
