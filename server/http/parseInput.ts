import type { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { sentenceOf } from '#server/trpc.ts';

/** What a request says, in the shape that its route wants. @throws AppError `bad-input` that names what is wrong */
export function parseInput<S extends z.ZodType>(shape: S, value: unknown): z.infer<S> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new AppError('bad-input', sentenceOf(parsed.error));
  return parsed.data;
}
