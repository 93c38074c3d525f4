import { z } from 'zod';

const message = z.looseObject({
  role: z.string(),
  content: z.unknown(),
  tool_calls: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.string() }) }))
    .optional(),
});
export type SentMessage = z.infer<typeof message>;

const request = z.looseObject({
  instructions: z.string().nullish(),
  messages: z.array(message),
  tools: z.array(z.unknown()).optional(),
});

/** A stored request in its parts; null when it is not there (any more), or nothing we know. */
export function sentRequest(stored: unknown) {
  const parsed = request.safeParse(stored);
  if (!parsed.success) return null;
  const { instructions, messages, tools, ...parameters } = parsed.data;
  return { instructions: instructions ?? null, messages, tools: tools ?? [], parameters };
}
export type SentRequest = NonNullable<ReturnType<typeof sentRequest>>;

/** The request's body as it went over the wire. */
export function requestBody({ instructions, messages, tools, parameters }: SentRequest) {
  const system = instructions === null ? [] : [{ role: 'system', content: instructions }];
  return { ...parameters, ...(tools.length > 0 ? { tools } : {}), messages: [...system, ...messages] };
}
