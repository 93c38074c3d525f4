import { z } from 'zod';

/**
 * What an outside witness, standing where the requests arrive, wrote down of one request: a line when it had been
 * read (`start`), a fuller one when it was over (`end`). Monotonic times are milliseconds of one clock.
 */
export const witnessLine = z.object({
  phase: z.enum(['start', 'end']),
  seq: z.number(),
  /** Monotonic and wall-clock milliseconds of the request's arrival. */
  t_mono: z.number(),
  t_wall: z.number(),
  /** From `x-candor-call-id`. */
  call_id: z.string().nullable(),
  method: z.string(),
  path: z.string(),
  model: z.string(),
  /** Contents cut at 2,000 UTF-16 units. */
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  /** The visible text that was sent, cut at 200,000 UTF-16 units. */
  text_sent: z.string(),
  usage_sent: z.unknown(),
  ended: z.string().nullable(),
  ended_mono: z.number().nullable(),
  client_closed_at: z.number().nullable(),
});
export type WitnessLine = z.infer<typeof witnessLine>;
