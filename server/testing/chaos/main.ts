import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startChaos } from './startChaos.ts';

/** The chaos upstream as a process of its own, so that nothing that happens to the app takes the witness along. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    witness: { type: 'string' },
    seed: { type: 'string' },
    profile: { type: 'string', default: '{}' },
    models: { type: 'string', default: '' },
  },
});

const chaos = await startChaos({
  port: Number(values.port),
  witnessFile: values.witness,
  seed: values.seed,
  profile: z.record(z.string(), z.number().min(0).max(1)).parse(JSON.parse(values.profile)),
  models: values.models.split(',').filter((id) => id !== ''),
});
process.stdout.write(`${JSON.stringify({ url: chaos.url, port: chaos.port })}\n`);

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
await chaos.close();
