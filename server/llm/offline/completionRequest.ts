import { z } from 'zod';

const textPart = z.object({ type: z.string(), text: z.string().optional() });
const content = z.union([z.string(), z.array(textPart), z.null()]).optional();

/** The part of a chat completion request that the engine understands; the rest is ignored, as real endpoints do. */
export const completionRequest = z.object({
  model: z.string().min(1),
  messages: z
    .array(z.object({ role: z.string(), content }))
    .min(1)
    .transform((messages) => messages.map(({ role, content }) => ({ role, content: plainText(content) }))),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).nullish(),
  stream: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});
export type CompletionRequest = z.infer<typeof completionRequest>;

function plainText(value: z.infer<typeof content>): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => part.text ?? '').join('');
}
